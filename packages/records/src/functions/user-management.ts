import type { KqlFunction } from './function.js'

/**
 * ASIM's User Management schema over Entra's directory audit (AuditLogs)
 * (https://learn.microsoft.com/azure/sentinel/normalization-schema-user-management).
 */
export const userManagement: KqlFunction = {
  names: [
    '_Im_UserManagement',
    '_ASim_UserManagement',
    'imUserManagement',
    'ASimUserManagement',
    'vimUserManagement',
  ],
  parameters: `
    starttime:datetime=datetime(null), endtime:datetime=datetime(null), srcipaddr_has_any_prefix:dynamic=dynamic([]),
    targetusername_has_any:dynamic=dynamic([]), actorusername_has_any:dynamic=dynamic([]),
    eventtype_in:dynamic=dynamic([]), pack:bool=false, disabled:bool=false`,
  body: `
    AuditLogs
    | where not(disabled)
    | where (isnull(starttime) or TimeGenerated >= starttime) and (isnull(endtime) or TimeGenerated <= endtime)
    | extend EventType = case(
        OperationName =~ "Add user", "UserCreated", OperationName in~ ("Delete user", "Hard Delete user"), "UserDeleted",
        OperationName =~ "Update user", "UserModified", OperationName =~ "Disable account", "UserDisabled",
        OperationName =~ "Enable account", "UserEnabled",
        OperationName in~ ("Change user password", "Change password (self-service)"), "PasswordChanged",
        OperationName in~ ("Reset user password", "Reset password (self-service)", "Reset password (by admin)"), "PasswordReset",
        OperationName =~ "Add group", "GroupCreated", OperationName in~ ("Delete group", "Hard Delete group"), "GroupDeleted",
        OperationName =~ "Update group", "GroupModified",
        OperationName in~ ("Add member to group", "Add member to role"), "UserAddedToGroup",
        OperationName in~ ("Remove member from group", "Remove member from role"), "UserRemovedFromGroup", "")
    | where isnotempty(EventType)
    | where array_length(eventtype_in) == 0 or EventType in (eventtype_in)
    | extend Target = TargetResources[0], Group = iff(tostring(TargetResources[0].type) =~ "Group", TargetResources[0], TargetResources[1])
    | extend IsGroup = tostring(Target.type) =~ "Group"
    | extend TargetUsername = iff(IsGroup, "", coalesce(tostring(Target.userPrincipalName), tostring(Target.displayName))),
        ActorUsername = coalesce(tostring(InitiatedBy.user.userPrincipalName), tostring(InitiatedBy.app.displayName)),
        SrcIpAddr = coalesce(tostring(InitiatedBy.user.ipAddress), tostring(InitiatedBy.app.ipAddress))
    | where array_length(targetusername_has_any) == 0 or TargetUsername has_any (targetusername_has_any)
    | where array_length(actorusername_has_any) == 0 or ActorUsername has_any (actorusername_has_any)
    | where array_length(srcipaddr_has_any_prefix) == 0 or has_any_ipv4_prefix(SrcIpAddr, srcipaddr_has_any_prefix)
    | project TimeGenerated, EventVendor = "Microsoft", EventProduct = "Entra ID", EventCount = int(1), EventSchema = "UserManagement",
        EventSchemaVersion = "0.1.1", EventType, EventOriginalType = OperationName, EventResult = iff(Result =~ "failure", "Failure", "Success"),
        EventOriginalResultDetails = ResultReason, EventSeverity = "Informational", EventStartTime = TimeGenerated, EventEndTime = TimeGenerated,
        EventOriginalUid = Id, TargetUsername, TargetUsernameType = iff(TargetUsername has "@", "UPN", iff(isempty(TargetUsername), "", "Simple")),
        TargetUserId = iff(IsGroup, "", tostring(Target.id)), TargetUserIdType = iff(IsGroup, "", "EntraID"),
        GroupName = tostring(Group.displayName), GroupId = tostring(Group.id), UpdatedPropertyName = tostring(Target.modifiedProperties[0].displayName),
        PreviousPropertyValue = tostring(Target.modifiedProperties[0].oldValue), NewPropertyValue = tostring(Target.modifiedProperties[0].newValue),
        ActorUsername, ActorUsernameType = iff(ActorUsername has "@", "UPN", "Simple"),
        ActorUserId = coalesce(tostring(InitiatedBy.user.id), tostring(InitiatedBy.app.servicePrincipalId)), ActorUserIdType = "EntraID",
        ActingAppName = tostring(InitiatedBy.app.displayName), SrcIpAddr, Type
    | extend User = ActorUsername, IpAddr = SrcIpAddr, Src = SrcIpAddr, Dvc = EventProduct`,
}
