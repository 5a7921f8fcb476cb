#include "http/transfer.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

#include "http/link_local.hpp"

namespace ringback::http {
namespace {

constexpr std::size_t max_header_bytes = 65'536;

bool is_http(std::string_view url) {
  return iequals(url.substr(0, 7), "http://") || iequals(url.substr(0, 8), "https://");
}

bool breaks_line(const std::string& text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos;
}

}  // namespace

Transfer::Transfer(std::uint64_t id, FetchRequest request, const Client::Options& options)
    : id_(id), request_(std::move(request)), allow_link_local_(options.allow_link_local), handle_(curl_easy_init()) {
  if (!handle_ || !is_http(request_.url) || breaks_line(request_.method)) {
    defect_ = handle_ ? FetchFailure::bad_url : FetchFailure::connection_failed;
    return;
  }
  set(CURLOPT_URL, request_.url.c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
  // Through a proxy we could not see which address is asked.
  set(CURLOPT_PROXY, "");
  // Credentials of the URL are sent once they are asked for.
  set(CURLOPT_HTTPAUTH, CURLAUTH_BASIC | CURLAUTH_DIGEST);
  set(CURLOPT_ACCEPT_ENCODING, "gzip");
  set_method();
  set_headers();
  set_limits();
  set_trust(options);
  set_callbacks();
}

// A redirected POST becomes a GET on 301, 302 and 303 and stays one on 307 and 308 (RFC 9110 section 15.4): libcurl
// does so unless the method is set as a custom one.
void Transfer::set_method() {
  if (request_.method == "HEAD") {
    set(CURLOPT_NOBODY, 1L);
  } else if (request_.method != "GET") {
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
    set(CURLOPT_POSTFIELDS, request_.body.data());
    if (request_.method != "POST") set(CURLOPT_CUSTOMREQUEST, request_.method.c_str());
  }
}

void Transfer::set_headers() {
  for (const auto& [name, value] : request_.headers) {
    if (breaks_line(name) || breaks_line(value)) {
      defect_ = FetchFailure::bad_url;
    } else {
      // A field without a value is written with a semicolon, or libcurl takes it for one to leave out.
      add_header(std::string(name).append(value.empty() ? ";" : ": ").append(value));
    }
  }
  // Waiting for "100 Continue" costs a second with servers that don't know it.
  add_header("Expect:");
  set(CURLOPT_HTTPHEADER, header_list_.get());
}

void Transfer::add_header(const std::string& line) {
  curl_slist* longer = curl_slist_append(header_list_.get(), line.c_str());
  if (!longer) return;
  [[maybe_unused]] const auto* same_list = header_list_.release();
  header_list_.reset(longer);
}

void Transfer::set_limits() {
  // Signals are the process's; and a resolver that hangs must not be waited for.
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_QUICK_EXIT, 1L);
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request_.connect_timeout.count()));
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(request_.total_timeout.count()));
  set(CURLOPT_FOLLOWLOCATION, request_.max_redirects > 0 ? 1L : 0L);
  set(CURLOPT_MAXREDIRS, static_cast<long>(request_.max_redirects));
}

void Transfer::set_trust(const Client::Options& options) {
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  if (!options.ca_file.empty()) set(CURLOPT_CAINFO, options.ca_file.c_str());
}

void Transfer::set_callbacks() {
  set(CURLOPT_PRIVATE, this);
  set(CURLOPT_ERRORBUFFER, error_text_.data());
  set(CURLOPT_HEADERFUNCTION, &Transfer::on_header);
  set(CURLOPT_HEADERDATA, this);
  set(CURLOPT_WRITEFUNCTION, &Transfer::on_body);
  set(CURLOPT_WRITEDATA, this);
  set(CURLOPT_OPENSOCKETFUNCTION, &Transfer::on_open_socket);
  set(CURLOPT_OPENSOCKETDATA, this);
}

std::size_t Transfer::on_header(char* data, std::size_t size, std::size_t count, void* opaque) {
  auto& self = *static_cast<Transfer*>(opaque);
  const std::string_view line = trim({data, size * count});
  self.header_bytes_ += size * count;
  if (self.header_bytes_ > max_header_bytes) {
    self.too_large_ = true;
    return CURL_WRITEFUNC_ERROR;
  }
  const auto colon = line.find(':');
  if (line.starts_with("HTTP/")) {
    self.result_.headers.clear();  // of the answer that redirected here, or of a 100
  } else if (colon != std::string_view::npos) {
    self.result_.headers.emplace_back(trim(line.substr(0, colon)), trim(line.substr(colon + 1)));
  }
  return size * count;
}

std::size_t Transfer::on_body(char* data, std::size_t size, std::size_t count, void* opaque) {
  auto& self = *static_cast<Transfer*>(opaque);
  if (self.result_.body.size() + size * count > self.request_.max_body_bytes) {
    self.too_large_ = true;
    return CURL_WRITEFUNC_ERROR;
  }
  self.result_.body.append(data, size * count);
  return size * count;
}

// Sees every address that is about to be connected to, those of redirects included.
curl_socket_t Transfer::on_open_socket(void* opaque, curlsocktype, curl_sockaddr* address) {
  auto& self = *static_cast<Transfer*>(opaque);
  if (!self.allow_link_local_ && is_link_local(address->addr)) {
    self.forbidden_ = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

FetchFailure Transfer::timeout_failure() const {
  curl_off_t ready = 0;
  curl_easy_getinfo(handle_.get(), CURLINFO_PRETRANSFER_TIME_T, &ready);
  return ready == 0 ? FetchFailure::connect_timeout : FetchFailure::timeout;
}

FetchFailure Transfer::connect_failure() const {
  long error = 0;
  curl_easy_getinfo(handle_.get(), CURLINFO_OS_ERRNO, &error);
  if (error == ECONNREFUSED) return FetchFailure::connection_refused;
  return forbidden_ ? FetchFailure::forbidden_address : FetchFailure::connection_failed;
}

FetchFailure Transfer::failure(CURLcode code) const {
  if (too_large_) return FetchFailure::too_large;
  switch (code) {
    case CURLE_OK:
      return FetchFailure::none;
    case CURLE_URL_MALFORMAT:
      return FetchFailure::bad_url;
    case CURLE_COULDNT_RESOLVE_HOST:
      return FetchFailure::host_not_found;
    case CURLE_OPERATION_TIMEDOUT:
      return timeout_failure();
    case CURLE_COULDNT_CONNECT:
      return connect_failure();
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ENGINE_INITFAILED:
      return FetchFailure::tls_handshake;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
      return FetchFailure::certificate_invalid;
    case CURLE_TOO_MANY_REDIRECTS:
      return FetchFailure::too_many_redirects;
    case CURLE_FAILED_INIT:
    case CURLE_OUT_OF_MEMORY:
      return FetchFailure::connection_failed;
    default:
      return FetchFailure::protocol;
  }
}

FetchResult Transfer::finish(CURLcode code) {
  result_.failure = failure(code);
  long status = 0;
  const char* url = nullptr;
  curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(handle_.get(), CURLINFO_EFFECTIVE_URL, &url);
  result_.status = static_cast<int>(status);
  result_.final_url = url ? url : request_.url;
  if (result_.failure == FetchFailure::too_large) {
    result_.detail = "the answer is too large";
  } else if (code != CURLE_OK) {
    result_.detail = error_text_[0] ? error_text_.data() : curl_easy_strerror(code);
  }
  return std::move(result_);
}

}  // namespace ringback::http
