#pragma once

// spandsp's headers need each other, and the standard's, in this order.
// clang-format off
#include <stdint.h>
#include <spandsp/telephony.h>
#include <spandsp/g722.h>
#include <spandsp/private/g722.h>
// clang-format on
