/** Operations on files, as ASIM's File Event schema names them (https://learn.microsoft.com/azure/sentinel/normalization-schema-file-event). */
const eventTypes: Readonly<Record<string, readonly string[]>> = {
  FileCreated: ['FileUploaded', 'FileSyncUploadedFull'],
  FileAccessed: [
    'FileAccessed',
    'FileAccessedExtended',
    'FilePreviewed',
    'FileDownloaded',
    'FileSyncDownloadedFull',
    'FileCheckedOut',
  ],
  FileModified: ['FileModified', 'FileModifiedExtended'],
  FileCreatedOrModified: ['FileCheckedIn'],
  FileDeleted: ['FileDeleted', 'FileRecycled', 'FileVersionsAllDeleted'],
  FileRenamed: ['FileRenamed'],
  FileMoved: ['FileMoved'],
  FileCopied: ['FileCopied'],
  FileAttributesUpdated: [
    'FileSensitivityLabelApplied',
    'FileSensitivityLabelChanged',
    'FileSensitivityLabelRemoved',
  ],
  FolderCreated: ['FolderCreated'],
  FolderModified: ['FolderModified'],
  FolderDeleted: ['FolderDeleted', 'FolderRecycled', 'SiteDeleted'],
  FolderRenamed: ['FolderRenamed'],
  FolderMoved: ['FolderMoved'],
  FolderCopied: ['FolderCopied'],
}

const quoted = (texts: readonly string[]): string => texts.map((text) => `"${text}"`).join(', ')

const eventType = Object.entries(eventTypes).map(
  ([type, operations]) => `Operation in (${quoted(operations)}), "${type}"`,
)

const movesFile = /(Renamed|Moved|Copied)$/
const twoFiles = Object.entries(eventTypes).flatMap(([type, operations]) =>
  movesFile.test(type) ? operations : [],
)

/** SharePoint's and OneDrive's file operations (OfficeActivity) in the columns of ASimFileEventLogs. */
export const sharePointFiles = `OfficeActivity
  | where RecordType == "SharePointFileOperation" and Operation != "FileMalwareDetected"
  | extend HasTwo = Operation in (${quoted(twoFiles)})
  | project TimeGenerated, Type, EventVendor = "Microsoft", EventProduct = OfficeWorkload, EventCount = int(1), EventResult = "Success",
      EventSchemaVersion = "0.2.1", EventType = case(${eventType.join(', ')}, ""), EventOriginalType = Operation, EventOriginalUid = SourceRecordId,
      EventStartTime = TimeGenerated, EventEndTime = TimeGenerated, ActorUsername = UserId, ActorUsernameType = iff(UserId has "\\\\", "Windows", "UPN"),
      ActorUserId = UserKey, ActorUserIdType = "Other", ActorScopeId = OrganizationId, ActorScope = OrganizationName, HttpUserAgent = UserAgent,
      SrcIpAddr = ClientIP, SrcDvcId = MachineId, SrcDvcScopeId = MachineDomainInfo, SrcDvcIdType = "Other", TargetUrl = Site_Url,
      TargetAppName = OfficeWorkload, TargetAppType = "SaaS application", TargetFilePathType = "URL", SrcFilePathType = iff(HasTwo, "URL", ""),
      TargetFileName = iff(HasTwo, DestinationFileName, SourceFileName),
      TargetFileExtension = iff(HasTwo, DestinationFileExtension, SourceFileExtension),
      TargetFilePath = iff(HasTwo, strcat(Site_Url, DestinationRelativeUrl, "/", DestinationFileName), OfficeObjectId),
      SrcFileName = iff(HasTwo, SourceFileName, ""), SrcFileExtension = iff(HasTwo, SourceFileExtension, ""), SrcFilePath = iff(HasTwo, OfficeObjectId, "")`
