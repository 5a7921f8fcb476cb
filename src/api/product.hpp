#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"

// Twilio's other products, which have hosts of their own: `voice.twilio.com`. Whoever leads those names here reaches
// this server, and so does a client that puts `/_twilio/voice` before its paths.
namespace ringback::api {

inline constexpr std::string_view product_prefix = "/_twilio/";
inline constexpr std::string_view product_domain = "twilio.com";

// A request that is for a product, and its path there.
struct ProductRequest {
  std::string product;
  std::string path;
};

// Of the request's path or else its Host; nothing for a request that names no product.
std::optional<ProductRequest> product_of(const http::Request& request);

// Those whose hosts applications ask, but for the API itself: it answers whatever host it is asked at.
const std::vector<std::string>& products();

// Whether this server has what is asked for: then the path is one of the API's.
bool is_here(const ProductRequest& request);

}  // namespace ringback::api
