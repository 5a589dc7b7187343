import type { KqlFunction } from './function.js'

/**
 * ASIM's Authentication schema over Entra's four sign-in tables
 * (https://learn.microsoft.com/azure/sentinel/normalization-schema-authentication). Reasons of failure that the
 * schema has no word for are `Other`; the code stays in EventOriginalResultDetails.
 */
export const authentication: KqlFunction = {
  names: [
    '_Im_Authentication',
    '_ASim_Authentication',
    'imAuthentication',
    'ASimAuthentication',
    'vimAuthentication',
  ],
  parameters: `
    starttime:datetime=datetime(null), endtime:datetime=datetime(null), targetusername_has:string="*",
    username_has_any:dynamic=dynamic([]), targetappname_has_any:dynamic=dynamic([]),
    srcipaddr_has_any_prefix:dynamic=dynamic([]), srchostname_has_any:dynamic=dynamic([]),
    eventtype_in:dynamic=dynamic([]), eventresultdetails_in:dynamic=dynamic([]), eventresult:string="*",
    pack:bool=false, disabled:bool=false`,
  body: `
    union
      (SigninLogs
        | extend EventProduct = "Entra ID", LogonMethod = AuthenticationRequirement, Device = DeviceDetail,
          Place = LocationDetails, LogonProtocol = AuthenticationProtocol),
      (AADNonInteractiveUserSignInLogs
        | extend EventProduct = "Entra ID", LogonMethod = AuthenticationRequirement, Device = parse_json(DeviceDetail),
          Place = parse_json(LocationDetails), LogonProtocol = AuthenticationProtocol),
      (AADServicePrincipalSignInLogs
        | extend EventProduct = "Entra ID", LogonMethod = "Service Principal", Place = parse_json(LocationDetails),
          UserId = ServicePrincipalId, UserPrincipalName = ServicePrincipalName, TargetUserType = "Service Principal"),
      (AADManagedIdentitySignInLogs
        | extend EventProduct = "Entra ID", LogonMethod = "Managed Identity", Place = parse_json(LocationDetails),
          UserId = ServicePrincipalId, UserPrincipalName = ServicePrincipalName, TargetUserType = "Service")
    | where not(disabled)
    | where (isnull(starttime) or TimeGenerated >= starttime) and (isnull(endtime) or TimeGenerated <= endtime)
    | where targetusername_has == "*" or UserPrincipalName has targetusername_has
    | where array_length(username_has_any) == 0 or UserPrincipalName has_any (username_has_any)
    | where array_length(targetappname_has_any) == 0 or ResourceDisplayName has_any (targetappname_has_any)
    | where array_length(srcipaddr_has_any_prefix) == 0 or has_any_ipv4_prefix(IPAddress, srcipaddr_has_any_prefix)
    | extend EventResult = iff(ResultType == "0", "Success", "Failure"),
        EventResultDetails = case(
          ResultType == "0", "",
          ResultType == "50126", "No such user or password",
          ResultType in ("50034", "50059", "51004"), "No such user",
          ResultType in ("50056", "50064"), "Incorrect password",
          ResultType in ("7000215", "700027"), "Incorrect key",
          ResultType in ("50055", "50144"), "Password expired",
          ResultType == "50053", "User locked",
          ResultType == "50057", "User disabled",
          ResultType in ("50173", "70008", "70043", "70044", "50089"), "Session expired",
          ResultType in ("50005", "50072", "50074", "50076", "50079", "50097", "50105", "50131", "50158", "500121",
            "53000", "53001", "53002", "53003", "53004", "530032"), "Logon violates policy",
          "Other"),
        SrcHostname = tostring(Device.displayName)
    | where array_length(srchostname_has_any) == 0 or SrcHostname has_any (srchostname_has_any)
    | where array_length(eventtype_in) == 0 or "Logon" in (eventtype_in)
    | where array_length(eventresultdetails_in) == 0 or EventResultDetails in (eventresultdetails_in)
    | where eventresult == "*" or EventResult == eventresult
    | project TimeGenerated, EventVendor = "Microsoft", EventProduct, EventCount = int(1), EventSchema = "Authentication",
        EventSchemaVersion = "0.1.4", EventType = "Logon", EventSubType = iff(IsInteractive == true, "Interactive", ""),
        EventResult, EventResultDetails, EventOriginalResultDetails = strcat(ResultType, iff(isempty(ResultDescription), "", strcat(" - ", ResultDescription))),
        EventSeverity = iff(EventResult == "Success", "Informational", "Low"), EventStartTime = TimeGenerated, EventEndTime = TimeGenerated,
        EventOriginalUid = Id, LogonMethod, LogonProtocol, TargetUserId = UserId, TargetUserIdType = "EntraID", TargetUsername = UserPrincipalName,
        TargetUsernameType = iff(UserPrincipalName has "@", "UPN", "Simple"),
        TargetUserType = iff(isempty(TargetUserType), iff(UserType =~ "Guest", "Guest", "Regular"), TargetUserType),
        TargetSessionId = SessionId, TargetAppId = ResourceIdentity, TargetAppName = ResourceDisplayName, TargetAppType = "Resource",
        ActingAppId = AppId, ActingAppName = AppDisplayName, ActingAppType = "Application",
        SrcIpAddr = IPAddress, SrcHostname, SrcDvcId = tostring(Device.deviceId), SrcDvcIdType = iff(isempty(tostring(Device.deviceId)), "", "EntraID"),
        SrcDvcOs = tostring(Device.operatingSystem), HttpUserAgent = UserAgent, SrcGeoCity = tostring(Place.city),
        SrcGeoRegion = tostring(Place.state), SrcGeoCountry = iff(isempty(tostring(Place.countryOrRegion)), Location, tostring(Place.countryOrRegion)),
        SrcGeoLatitude = toreal(Place.geoCoordinates.latitude), SrcGeoLongitude = toreal(Place.geoCoordinates.longitude), Type
    | extend User = TargetUsername, LogonTarget = TargetAppName, Application = TargetAppName, Dst = TargetAppName,
        Src = SrcIpAddr, IpAddr = SrcIpAddr, Dvc = EventProduct`,
}
