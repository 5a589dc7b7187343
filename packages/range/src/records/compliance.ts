import { plainTime, zuluSecond } from '../clock.js'
import type { Emit } from '../happening.js'
import type { Mailbox } from '../world/person.js'
import type { Tenant } from '../world/tenant.js'

export interface SearchAct {
  readonly tenant: Tenant
  readonly by: Mailbox
  readonly ip: string
  readonly time: number
  readonly id: string
  readonly operation:
    | 'SearchCreated'
    | 'SearchStarted'
    | 'SearchPreviewed'
    | 'SearchExported'
    | 'SearchExportDownloaded'
    | 'CaseAdded'
  readonly caseName: string
  readonly search: string
  readonly query: string
  readonly mailboxes: readonly Mailbox[]
}

/** A content search of the compliance portal (RecordType 24, Discovery). */
export function emitSearch(act: SearchAct, emit: Emit): void {
  emit({
    kind: 'audit',
    id: act.id,
    time: act.time,
    operation: act.operation,
    recordType: 24,
    build: () => ({
      CreationTime: plainTime(act.time),
      Id: act.id,
      Operation: act.operation,
      OrganizationId: act.tenant.id,
      RecordType: 24,
      ResultStatus: 'Success',
      UserKey: act.by.upn,
      UserType: 0,
      Version: 1,
      Workload: 'SecurityComplianceCenter',
      ClientIP: act.ip,
      ObjectId: act.search,
      UserId: act.by.upn,
      SecurityComplianceCenterEventType: 0,
      ClientApplication: 'EMC',
      CmdletVersion: '---',
      EffectiveOrganization: act.tenant.organizationName,
      UserServicePlan: '',
      Case: act.caseName,
      CaseId: '',
      ExchangeLocations: act.mailboxes.map(({ upn }) => upn).join(';'),
      DataSources: act.mailboxes.map(({ upn }) => upn).join(';'),
      ExtendedProperties: [
        { Name: 'CaseName', Value: act.caseName },
        { Name: 'SearchQuery', Value: act.query },
      ],
      ObjectType: 'ComplianceSearch',
      Parameters: [
        { Name: 'Name', Value: act.search },
        { Name: 'ContentMatchQuery', Value: act.query },
      ],
      Query: act.query,
      QueryText: act.query,
      StartTime: zuluSecond(act.time),
      ...(act.operation.startsWith('SearchExport') ? { ExportName: `${act.search}_Export` } : {}),
    }),
  })
}
