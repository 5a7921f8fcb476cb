#include <benchmark/benchmark.h>

#include <string>

#include "twiml/document.hpp"

namespace ringback::twiml {
namespace {

const std::string shortest = "<Response><Hangup/></Response>";
const std::string usual =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Say voice=\"woman\">One moment, please.</Say>"
    "<Dial callerId=\"+815031234567\" timeout=\"20\" action=\"/dialled?tenant=7&amp;try=1\"><Client>"
    "<Identity>DeviceId_0001</Identity><Parameter name=\"name\" value=\"Ms. Example\"/></Client>"
    "<Number>+81-90-5987-6543</Number></Dial><Redirect>/voicemail</Redirect></Response>";

// Of 64 kB, as many elements as fit.
std::string longest() {
  std::string out = "<Response>";
  while (out.size() < 65000) out += "<Pause length=\"1\"/>";
  return out + "</Response>";
}

void parse(benchmark::State& state, const std::string& body) {
  for (auto _ : state) benchmark::DoNotOptimize(parse_document(body, "text/xml"));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * body.size()));
}

BENCHMARK_CAPTURE(parse, shortest, shortest);
BENCHMARK_CAPTURE(parse, usual, usual);
BENCHMARK_CAPTURE(parse, longest, longest());

}  // namespace
}  // namespace ringback::twiml
