import type { KqlFunction } from './function.js'

/**
 * ASIM's Audit Event schema over Exchange's administration (OfficeActivity) and Entra's directory audit (AuditLogs)
 * (https://learn.microsoft.com/azure/sentinel/normalization-schema-audit).
 */
export const auditEvent: KqlFunction = {
  names: ['_Im_AuditEvent', '_ASim_AuditEvent', 'imAuditEvent', 'ASimAuditEvent', 'vimAuditEvent'],
  parameters: `
    starttime:datetime=datetime(null), endtime:datetime=datetime(null), srcipaddr_has_any_prefix:dynamic=dynamic([]),
    actorusername_has_any:dynamic=dynamic([]), operation_has_any:dynamic=dynamic([]), eventtype_in:dynamic=dynamic([]),
    eventresult:string="*", object_has_any:dynamic=dynamic([]), newvalue_has_any:dynamic=dynamic([]),
    pack:bool=false, disabled:bool=false`,
  body: `
    union
      (OfficeActivity
        | where RecordType == "ExchangeAdmin"
        | project TimeGenerated, Type, EventProduct = "Exchange 365", EventOriginalUid = SourceRecordId, Operation,
            Verb = tostring(split(Operation, "-")[0]), Object = iff(isempty(OfficeObjectId), tostring(split(Operation, "-")[1]), OfficeObjectId),
            ObjectType = "Configuration Atom", EventResult = iff(ResultStatus in~ ("True", "Succeeded", "PartiallySucceeded", ""), "Success", "Failure"),
            ActorUsername = UserId, ActorUserId = UserKey, ActorOriginalUserType = UserType, Address = ClientIP, HttpUserAgent = UserAgent,
            NewValue = Parameters, OldValue = "", ActorScopeId = OrganizationId, ActorScope = OrganizationName, SrcDescription = OriginatingServer,
            ActingAppName = "", ActingAppId = AppId, TargetAppName = "Exchange 365", EventOriginalResultDetails = ResultStatus),
      (AuditLogs
        | extend Target = TargetResources[0]
        | project TimeGenerated, Type, EventProduct = "Entra ID", EventOriginalUid = Id, Operation = OperationName,
            Verb = tostring(split(OperationName, " ")[0]),
            Object = coalesce(tostring(Target.userPrincipalName), tostring(Target.displayName), tostring(Target.id)),
            ObjectType = "Directory Service Object", EventResult = iff(Result =~ "failure", "Failure", "Success"),
            ActorUsername = coalesce(tostring(InitiatedBy.user.userPrincipalName), tostring(InitiatedBy.app.displayName)),
            ActorUserId = coalesce(tostring(InitiatedBy.user.id), tostring(InitiatedBy.app.servicePrincipalId)),
            ActorOriginalUserType = iff(isempty(tostring(InitiatedBy.user.id)), "Application", "Regular"),
            Address = coalesce(tostring(InitiatedBy.user.ipAddress), tostring(InitiatedBy.app.ipAddress)), HttpUserAgent = "",
            NewValue = tostring(Target.modifiedProperties), OldValue = "", ActorScopeId = AADTenantId, ActorScope = "", SrcDescription = "",
            ActingAppName = tostring(InitiatedBy.app.displayName), ActingAppId = tostring(InitiatedBy.app.appId), TargetAppName = LoggedByService,
            EventOriginalResultDetails = ResultReason)
    | where not(disabled)
    | where (isnull(starttime) or TimeGenerated >= starttime) and (isnull(endtime) or TimeGenerated <= endtime)
    | where array_length(operation_has_any) == 0 or Operation has_any (operation_has_any)
    | where array_length(actorusername_has_any) == 0 or ActorUsername has_any (actorusername_has_any)
    | where array_length(object_has_any) == 0 or Object has_any (object_has_any)
    | where array_length(newvalue_has_any) == 0 or NewValue has_any (newvalue_has_any)
    | where eventresult == "*" or EventResult == eventresult
    | extend EventType = case(
          Verb in~ ("Remove", "Delete", "Hard"), "Delete", Verb in~ ("New", "Add", "Create"), "Create",
          Verb in~ ("Set", "Update", "Change", "Reset"), "Set", Verb =~ "Enable", "Enable", Verb =~ "Disable", "Disable",
          Verb =~ "Install", "Install", "Other"),
        SrcIpAddr = iff(Address matches regex @"^\\[.*\\]", extract(@"^\\[([^\\]]*)\\]", 1, Address), iff(Address matches regex @"^\\d+\\.\\d+\\.\\d+\\.\\d+:\\d+$", tostring(split(Address, ":")[0]), Address)),
        SrcPortNumber = toint(extract(@"^(?:\\[.*\\]|\\d+\\.\\d+\\.\\d+\\.\\d+):(\\d+)$", 1, Address))
    | where array_length(eventtype_in) == 0 or EventType in (eventtype_in)
    | where array_length(srcipaddr_has_any_prefix) == 0 or has_any_ipv4_prefix(SrcIpAddr, srcipaddr_has_any_prefix)
    | project TimeGenerated, EventVendor = "Microsoft", EventProduct, EventCount = int(1), EventSchema = "AuditEvent", EventSchemaVersion = "0.1.2",
        EventType, EventResult, EventOriginalResultDetails, EventSeverity = iff(EventResult == "Failure", "Low", "Informational"),
        EventStartTime = TimeGenerated, EventEndTime = TimeGenerated, EventOriginalUid, Operation, Object, ObjectType, OldValue, NewValue,
        ActorUsername, ActorUsernameType = iff(ActorUsername has "@", "UPN", "Simple"), ActorUserId, ActorOriginalUserType,
        ActorUserType = case(ActorOriginalUserType in ("Admin", "DcAdmin"), "Admin", ActorOriginalUserType == "System", "System",
          ActorOriginalUserType == "Application", "Application", ActorOriginalUserType == "ServicePrincipal", "Service Principal", "Regular"),
        ActorScopeId, ActorScope, ActingAppName, ActingAppId, TargetAppName, TargetAppType = "SaaS application", SrcIpAddr, SrcPortNumber,
        SrcDescription, HttpUserAgent, Type
    | extend User = ActorUsername, IpAddr = SrcIpAddr, Src = coalesce(SrcIpAddr, SrcDescription), Value = NewValue,
        Application = TargetAppName, Dst = TargetAppName, Dvc = TargetAppName`,
}
