#pragma once

#include "media/quality.hpp"

namespace ringback::media {

// Fills in both estimates of the mean opinion score.
Quality with_mos(Quality quality);

// The E-model (ITU-T G.107) with its defaults for all that is not of the network: R = 93.2 - Id - Ie,eff.
// Simplified: Id is the delay impairment as two straight lines (Cole and Rosenbluth, 2001); Ie,eff counts every codec
// as G.711 with loss concealment (ITU-T G.113 appendix I: Ie 0, Bpl 25.1) and losses as independent of one another.
// `loss` from 0 to 1; `delay_ms` from mouth to ear, one way.
double mean_opinion_score(double loss, double delay_ms);

}  // namespace ringback::media
