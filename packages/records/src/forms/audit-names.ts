import { audit } from '../canonical/audit.js'

/**
 * Property names of the audit schema that our own columns do not name, as the schema reference spells them
 * (https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-schema).
 */
const further = `ActorContextId ActorIP AADGroupId AddOnGuid AddonName AddOnType AppAccessContext AppPoolName
  ApplicationDisplayName AttachmentId AttachmentSizeInBytes Attachments AzureActiveDirectoryEventType
  AggregateDurationInSeconds AuthTime CaseId ChannelGuid ChannelName ClientAppName ClientApplication
  ClientMachineName ClientRequestId CloudInstanceName CmdletVersion ComplianceLabel CorrelationId
  CrossMailboxOperations CustomEvent CustomUniqueId DestFolder DestMailboxId DestMailboxOwnerUPN
  DestMailboxOwnerSid DestMailboxOwnerMasterAccountSid DestinationFileExtension DestinationFileName
  DestinationRelativeUrl DeviceDisplayName DeviceProperties DisplayName DoNotDistributeEvent
  EffectiveOrganization ElevationTime EventData EventSource ExchangeLocations ExternalUserTenantId
  Folder FolderItems HostAppId ID IPAddress Identity ImmutableId InternetMessageId IsManagedDevice IsRecord Item
  ItemName ItemType ListBaseType ListId ListItemUniqueId LogonUserDisplayName MachineDomainInfo MachineId
  MailboxOwnerMasterAccountSid MailboxOwnerSid MemberRights MemberSid MemberUpn Members MessageId MessageItems
  ModifiedObjectResolvedName Name NewValue NonPIIParameters ObjectName ObjectType OldValue OrganizationName
  ParentFolder ParentMessage Platform QueryText RecipientList RelativeUrl RecipientCount ResultReason
  SaveToSentItems Scope SearchQueryText SecurityComplianceCenterEventType SendAsUserMailboxGuid
  SendAsUserSmtp SendOnBehalfOfUserMailboxGuid SendOnBehalfOfUserSmtp Sensitivity SensitivityLabel
  SharingType Site SiteUrl SizeInBytes SourceFileExtension SourceFileName SourceRelativeUrl StartTime EndTime
  Subject SupportTicketId Target TargetContextId TargetUserOrGroupName TargetUserOrGroupType TeamGuid TeamName
  TokenIssuedAtTime Type Upn UserAgent UserDomain UserKey UserObjectId UserSharedWith Value WebId Workload
  HighPriorityMediaProcessing GeoLocation BrowserName BrowserVersion IsDocLib EventSource Permission
  AlertEntityId AlertId AlertLinks AlertType Category Comments Data Entity EntityType PolicyId Severity Source
  Status PolicyName RuleName SRPolicyId SubmissionId Recipients SenderIp P2Sender Verdict DetectionMethod`

const spelling: ReadonlyMap<string, string> = /* @__PURE__ */ new Map(
  [
    ...further.split(/\s+/),
    ...audit.columns.flatMap((column) => column.from.flatMap((path) => path.split(/[.[\]]/))),
  ]
    .filter(Boolean)
    // The record's own Id is meant more often than the ID inside Actor lists.
    .sort((a, b) => Number(a === 'Id') - Number(b === 'Id'))
    .map((name) => [name.toLowerCase(), name]),
)

/** A property's name as the schema spells it; an unknown one gets a capital first letter, as all of them have. */
export function auditSpelling(name: string): string {
  return spelling.get(name.toLowerCase()) ?? name.charAt(0).toUpperCase() + name.slice(1)
}
