#pragma once

#include "store/table/table.hpp"
#include "store/table/voice_urls.hpp"

// SIP domains and their lists.
namespace ringback::store::table {

template <>
struct Table<SipDomain> {
  static constexpr std::string_view name = "sip_domains";
  static constexpr std::string_view key = "sid";

  template <class Visit>
  static void columns(SipDomain& row, Visit visit) {
    visit("sid", row.sid);
    visit("account_sid", row.account_sid);
    visit("domain_name", row.domain_name);
    visit("friendly_name", row.friendly_name);
    voice_url_columns(row.urls, visit);
    visit("sip_registration", row.sip_registration);
    visit("secure", row.secure);
    visit("emergency_calling_enabled", row.emergency_calling_enabled);
    visit("byoc_trunk_sid", row.byoc_trunk_sid);
    visit("emergency_caller_sid", row.emergency_caller_sid);
    visit("date_created", row.date_created);
    visit("date_updated", row.date_updated);
  }
};

template <class List, class Visit>
void list_columns(List& row, Visit& visit) {
  visit("sid", row.sid);
  visit("account_sid", row.account_sid);
  visit("friendly_name", row.friendly_name);
  visit("date_created", row.date_created);
  visit("date_updated", row.date_updated);
}

template <>
struct Table<SipCredentialList> {
  static constexpr std::string_view name = "sip_credential_lists";
  static constexpr std::string_view key = "sid";

  template <class Visit>
  static void columns(SipCredentialList& row, Visit visit) {
    list_columns(row, visit);
  }
};

template <>
struct Table<IpAccessControlList> {
  static constexpr std::string_view name = "ip_access_control_lists";
  static constexpr std::string_view key = "sid";

  template <class Visit>
  static void columns(IpAccessControlList& row, Visit visit) {
    list_columns(row, visit);
  }
};

template <>
struct Table<SipCredential> {
  static constexpr std::string_view name = "sip_credentials";
  static constexpr std::string_view key = "sid";

  template <class Visit>
  static void columns(SipCredential& row, Visit visit) {
    visit("sid", row.sid);
    visit("account_sid", row.account_sid);
    visit("credential_list_sid", row.credential_list_sid);
    visit("username", row.username);
    visit("password", row.password);
    visit("date_created", row.date_created);
    visit("date_updated", row.date_updated);
  }
};

template <>
struct Table<IpAddress> {
  static constexpr std::string_view name = "ip_addresses";
  static constexpr std::string_view key = "sid";

  template <class Visit>
  static void columns(IpAddress& row, Visit visit) {
    visit("sid", row.sid);
    visit("account_sid", row.account_sid);
    visit("ip_access_control_list_sid", row.ip_access_control_list_sid);
    visit("friendly_name", row.friendly_name);
    visit("ip_address", row.ip_address);
    visit("cidr_prefix_length", row.cidr_prefix_length);
    visit("date_created", row.date_created);
    visit("date_updated", row.date_updated);
  }
};

template <>
struct Table<SipMapping> {
  static constexpr std::string_view name = "sip_mappings";
  static constexpr std::string_view key = "id";

  template <class Visit>
  static void columns(SipMapping& row, Visit visit) {
    visit("id", row.id);
    visit("sid", row.sid);
    visit("account_sid", row.account_sid);
    visit("domain_sid", row.domain_sid);
    visit("use_of", row.use);
    visit("friendly_name", row.friendly_name);
    visit("date_created", row.date_created);
    visit("date_updated", row.date_updated);
  }
};

}  // namespace ringback::store::table
