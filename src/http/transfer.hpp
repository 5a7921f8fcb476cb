#pragma once

#include <curl/curl.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "http/client.hpp"

namespace ringback::http {

// One fetch as libcurl sees it: the easy handle, what it reads from and what it writes to. Lives on the client's thread
// and does not move: libcurl holds its address.
class Transfer {
 public:
  Transfer(std::uint64_t id, FetchRequest request, const Client::Options& options);
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  std::uint64_t id() const { return id_; }
  CURL* handle() const { return handle_.get(); }
  // Why it can't be started at all; `none` if it can.
  FetchFailure defect() const { return defect_; }

  // What came of it. The handle must have left the multi handle.
  FetchResult finish(CURLcode code);

 private:
  struct EasyCleanup {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  };
  struct ListCleanup {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };

  template <class Value>
  void set(CURLoption option, Value value) {
    curl_easy_setopt(handle_.get(), option, value);
  }
  void set_method();
  void set_headers();
  void set_limits();
  void set_trust(const Client::Options& options);
  void set_callbacks();
  void add_header(const std::string& line);

  FetchFailure failure(CURLcode code) const;
  FetchFailure timeout_failure() const;
  FetchFailure connect_failure() const;

  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
  static curl_socket_t on_open_socket(void* self, curlsocktype purpose, curl_sockaddr* address);

  const std::uint64_t id_;
  const FetchRequest request_;
  const bool allow_link_local_;
  FetchFailure defect_ = FetchFailure::none;
  FetchResult result_;
  std::size_t header_bytes_ = 0;
  bool too_large_ = false;
  bool forbidden_ = false;  // an address was refused
  std::array<char, CURL_ERROR_SIZE> error_text_{};
  std::unique_ptr<curl_slist, ListCleanup> header_list_;
  std::unique_ptr<CURL, EasyCleanup> handle_;
};

}  // namespace ringback::http
