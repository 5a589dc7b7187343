/**
 * Parts of the audit log that most detections read again and again, each a few values deep in the document: a run of
 * many rules takes them out of the documents once. Nothing is known here that a document does not say itself.
 */
export interface SliceOfTable {
  readonly name: string
  readonly table: 'audit'
  /** The rows: those with one of these texts in this column. */
  readonly column: string
  readonly texts: readonly string[]
  /** Columns that detections read; a question about others goes to the log itself. */
  readonly columns: readonly string[]
  readonly paths: readonly (readonly (string | number)[])[]
}

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
    paths: [
      ['ClientAppId'],
      ['AppAccessContext', 'UniqueTokenId'],
      ['AppAccessContext', 'IssuedAtTime'],
      ['OperationProperties'],
      ['Item', 'ParentFolder'],
      ['Folders', 0, 'Path'],
      ['CloudAppEvent'],
    ],
  },
  {
    name: 'audit_entra',
    table: 'audit',
    column: 'Workload',
    texts: ['AzureActiveDirectory'],
    columns: [...ofEntra, 'ResultStatus', 'Actor'],
    paths: [['Target'], ['ModifiedProperties'], ['ExtendedProperties'], ['ErrorNumber'], ['CloudAppEvent']],
  },
  {
    name: 'audit_logins',
    table: 'audit',
    column: 'Operation',
    texts: ['UserLoggedIn', 'UserLoginFailed'],
    columns: [...ofEntra, 'ApplicationId'],
    paths: [['ExtendedProperties'], ['ErrorNumber'], ['CloudAppEvent']],
  },
]
