/**
 * Parts of the audit log that most detections read again and again, each a few values deep in the document: a run of
 * many rules takes them out of the documents once. Nothing is known here that a document does not say itself.
 */
export interface SliceOfTable {
  readonly name: string
  readonly table: 'audit'
  /** The rows: those with one of these texts in this column, which no other slice by this column has. */
  readonly column: string
  readonly texts: readonly string[]
  /** Columns that detections read; a question about others goes to the log itself. */
  readonly columns: readonly string[]
  /** Places in the document that detections read as texts or times, and those that they read as anything. */
  readonly text: readonly Path[]
  readonly json: readonly Path[]
}

type Path = readonly (string | number)[]

const ofEntra = ['Id', 'CreationTime', 'Operation', 'RecordType', 'Workload', 'UserId', 'ObjectId', 'IP']

export const slices: readonly SliceOfTable[] = [
  {
    name: 'audit_mail_reads',
    table: 'audit',
    column: 'Operation',
    texts: ['MailItemsAccessed'],
    columns: [
      ...[
        'Id',
        'CreationTime',
        'Operation',
        'RecordType',
        'Workload',
        'UserType',
        'UserId',
        'Actor',
        'LogonType',
      ],
      ...['ClientIPAddress', 'IP', 'MailboxOwnerUPN', 'Mailbox', 'AppId', 'AADSessionId', 'SessionId'],
      ...['ClientInfoString', 'OperationCount', 'MailAccessType', 'IsThrottled'],
    ],
    text: [
      ['ClientAppId'],
      ['AppAccessContext', 'UniqueTokenId'],
      ['AppAccessContext', 'IssuedAtTime'],
      ['Folders', 0, 'Path'],
    ],
    json: [['OperationProperties'], ['Item', 'ParentFolder']],
  },
  {
    name: 'audit_mail_acts',
    table: 'audit',
    column: 'Operation',
    texts: [
      ...['Send', 'SendAs', 'SendOnBehalf', 'AttachmentAccess'],
      ...['SearchQueryInitiatedExchange', 'SearchQueryInitiatedSharePoint'],
      ...['SearchQueryInitiated', 'SharepointSearchQueryInitiated'],
    ],
    columns: [
      ...['Id', 'CreationTime', 'Operation', 'UserType', 'UserId', 'LogonType', 'IP', 'MailboxOwnerUPN'],
      ...['AppId', 'AADSessionId', 'ClientInfoString', 'OperationCount'],
    ],
    text: [['ClientAppId'], ['AppAccessContext', 'UniqueTokenId'], ['QueryText'], ['SearchQueryText']],
    json: [['recipientCount']],
  },
  {
    name: 'audit_entra',
    table: 'audit',
    column: 'Workload',
    texts: ['AzureActiveDirectory'],
    columns: [...ofEntra, 'ResultStatus', 'Actor'],
    text: [],
    json: [['Target'], ['ModifiedProperties'], ['ExtendedProperties'], ['ErrorNumber']],
  },
  {
    name: 'audit_logins',
    table: 'audit',
    column: 'Operation',
    texts: ['UserLoggedIn', 'UserLoginFailed'],
    columns: [...ofEntra, 'ApplicationId'],
    text: [],
    json: [['ExtendedProperties'], ['ErrorNumber']],
  },
]
