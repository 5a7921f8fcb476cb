#include "store/cipher.hpp"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "base/text.hpp"

namespace ringback::store {
namespace {

constexpr int nonce_bytes = 12;
constexpr int tag_bytes = 16;

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

unsigned char* bytes(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// Encryption of memory that we hold can only fail for want of memory or of a working library.
void must(int ok) {
  if (ok != 1) std::abort();
}

int nibble(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

// Empty for what is no hex text.
std::string from_hex(std::string_view hex) {
  if (hex.size() % 2 != 0) return {};
  std::string out;
  out.reserve(hex.size() / 2);
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = nibble(hex[i]);
    const int low = nibble(hex[i + 1]);
    if (high < 0 || low < 0) return {};
    out += static_cast<char>(high * 16 + low);
  }
  return out;
}

Error refused() {
  return {0, "a secret of the store does not open: its key is another, or it was altered"};
}

Error file_error(const std::string& what, const std::string& path) {
  return {0, what + " the key file " + path + ": " + std::strerror(errno)};
}

class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  ~File() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

}  // namespace

Cipher::~Cipher() {
  OPENSSL_cleanse(key_.data(), key_.size());
}

std::string Cipher::seal(std::string_view plain, std::string_view place) const {
  std::string out(nonce_bytes + plain.size() + tag_bytes, '\0');
  unsigned char* const nonce = bytes(out);
  unsigned char* const text = nonce + nonce_bytes;
  must(RAND_bytes(nonce, nonce_bytes));

  const Context context(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  int length = 0;
  must(EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key_.data(), nonce));
  must(EVP_EncryptUpdate(context.get(), nullptr, &length, bytes(place), static_cast<int>(place.size())));
  must(EVP_EncryptUpdate(context.get(), text, &length, bytes(plain), static_cast<int>(plain.size())));
  must(EVP_EncryptFinal_ex(context.get(), text + plain.size(), &length));
  must(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tag_bytes, text + plain.size()));
  return to_hex(out);
}

Result<std::string> Cipher::open(std::string_view sealed, std::string_view place) const {
  std::string raw = from_hex(sealed);
  if (raw.size() < nonce_bytes + tag_bytes) return refused();
  const std::size_t size = raw.size() - nonce_bytes - tag_bytes;
  unsigned char* const text = bytes(raw) + nonce_bytes;
  std::string plain(size, '\0');

  const Context context(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  int length = 0;
  must(EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key_.data(), bytes(raw)));
  must(EVP_DecryptUpdate(context.get(), nullptr, &length, bytes(place), static_cast<int>(place.size())));
  must(EVP_DecryptUpdate(context.get(), bytes(plain), &length, text, static_cast<int>(size)));
  must(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tag_bytes, text + size));
  if (EVP_DecryptFinal_ex(context.get(), bytes(plain) + size, &length) != 1) return refused();
  return plain;
}

Result<Cipher> read_key_file(const std::string& path) {
  const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return file_error("cannot read", path);
  std::array<unsigned char, Cipher::key_bytes + 1> raw{};
  const auto got = read(file.get(), raw.data(), raw.size());
  if (got < 0) return file_error("cannot read", path);
  if (got != Cipher::key_bytes) return Error{0, "the key file " + path + " must hold exactly 32 bytes"};
  Cipher::Key key;
  std::memcpy(key.data(), raw.data(), key.size());
  return Cipher(key);
}

Result<Cipher> make_key_file(const std::string& path) {
  Cipher::Key key;
  must(RAND_bytes(key.data(), static_cast<int>(key.size())));
  const File file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (file.get() < 0) return file_error("cannot make", path);
  // A store whose key is lost is lost: the key must be on the disk before anything is sealed with it.
  const bool written = write(file.get(), key.data(), key.size()) == Cipher::key_bytes && fsync(file.get()) == 0;
  if (!written) return file_error("cannot write", path);
  return Cipher(key);
}

}  // namespace ringback::store
