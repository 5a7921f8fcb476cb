# As much of the interface of Twilio's Ruby library as docs/helper-libraries.md uses; Debian has no package of it.
require 'json'
require 'net/http'

module Twilio
  module HTTP
    class Client
      def request(_host, _port, method, url, _params = {}, data = {}, headers = {}, auth = nil, _timeout = nil)
        uri = URI(url)
        request = Net::HTTP.const_get(method.capitalize).new(uri, headers)
        request.basic_auth(*auth)
        request.set_form_data(data) unless data.empty?
        Net::HTTP.start(uri.host, uri.port, use_ssl: true) { |http| http.request(request) }
      end
    end
  end

  module REST
    Application = Struct.new(:friendly_name)

    class Client
      def initialize(username, password, _account_sid = nil, _region = nil, http_client = nil)
        @auth = [username, password]
        @http_client = http_client
      end

      def applications
        self
      end

      def create(friendly_name:)
        ask('POST', 'FriendlyName' => friendly_name)
      end

      def list
        ask('GET')['applications'].map { |each| Application.new(each['friendly_name']) }
      end

      private

      def ask(method, data = {})
        url = "https://api.twilio.com:443/2010-04-01/Accounts/#{@auth.first}/Applications.json"
        JSON.parse(@http_client.request('api.twilio.com', 443, method, url, {}, data, {}, @auth).body)
      end
    end
  end
end
