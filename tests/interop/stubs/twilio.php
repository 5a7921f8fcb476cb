<?php
// As much of the interface of Twilio's PHP library as docs/helper-libraries.md uses; Debian has no package of it.

namespace Twilio\Http {
    class Response {
        public function __construct(public int $status, public string $content) {}
        public function getContent() { return json_decode($this->content, true); }
    }

    class CurlClient {
        public function request(string $method, string $url, array $params = [], array $data = [], array $headers = [],
                                ?string $user = null, ?string $password = null, ?int $timeout = null): Response {
            $http = ['method' => $method, 'ignore_errors' => true, 'content' => http_build_query($data),
                     'header' => ['Authorization: Basic ' . base64_encode("$user:$password"),
                                  'Content-Type: application/x-www-form-urlencoded']];
            $content = file_get_contents($url, false, stream_context_create(['http' => $http]));
            return new Response((int) explode(' ', $http_response_header[0])[1], $content);
        }
    }
}

namespace Twilio\Rest {
    class Client {
        public $applications;

        public function __construct(private string $username, private string $password, ?string $account = null,
                                    ?string $region = null, private ?\Twilio\Http\CurlClient $http = null) {
            $this->applications = $this;
        }

        public function create(string $friendlyName) { return $this->ask('POST', ['FriendlyName' => $friendlyName]); }

        public function read() {
            return array_map(fn($each) => (object) ['friendlyName' => $each['friendly_name']],
                             $this->ask('GET')['applications']);
        }

        private function ask(string $method, array $data = []) {
            $url = "https://api.twilio.com/2010-04-01/Accounts/{$this->username}/Applications.json";
            return $this->http->request($method, $url, [], $data, [], $this->username, $this->password)->getContent();
        }
    }
}
