#pragma once

// spandsp's headers need each other, and the standard's, in this order.
// clang-format off
#include <stddef.h>
#include <stdint.h>
#include <spandsp/telephony.h>
#include <spandsp/logging.h>
#include <spandsp/queue.h>
#include <spandsp/complex.h>
#include <spandsp/tone_generate.h>
#include <spandsp/super_tone_rx.h>
#include <spandsp/dtmf.h>
#include <spandsp/g722.h>
#include <spandsp/private/g722.h>
// clang-format on
