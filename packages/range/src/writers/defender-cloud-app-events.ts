import { zuluTime } from '../clock.js'
import type { AuditRecord } from '../happening.js'
import { array, type ShapeWriter } from './writer.js'

const isAdminRecord = (record: AuditRecord): boolean => record.UserType === 2

export const defenderCloudAppEvents: ShapeWriter<'audit'> = {
  id: 'defender-cloud-app-events',
  aliases: ['cloud-app-events'],
  about: 'Defender CloudAppEvents rows, the record in RawEventData',
  kind: 'audit',
  file: 'CloudAppEvents.json',
  open: () =>
    array((record, { time }) => ({
      Timestamp: zuluTime(time),
      ActionType: record.Operation,
      Application: record.Workload === 'Exchange' ? 'Microsoft Exchange Online' : 'Microsoft 365',
      ApplicationId: record.Workload === 'Exchange' ? 20893 : 11161,
      AppInstanceId: 0,
      AccountObjectId: record.TokenObjectId ?? '',
      AccountId: record.UserId,
      AccountDisplayName: record.UserId,
      IsAdminOperation: isAdminRecord(record),
      DeviceType: '',
      OSPlatform: '',
      IPAddress: record.ClientIPAddress ?? record.ClientIP ?? '',
      IsAnonymousProxy: null,
      CountryCode: '',
      City: '',
      Isp: '',
      UserAgent: record.ClientInfoString ?? '',
      ActivityType: 'Basic',
      ActivityObjects: [],
      ObjectName: '',
      ObjectType: '',
      ObjectId: record.ObjectId ?? '',
      ReportId: `${record.Id}_20893`,
      RawEventData: record,
      AdditionalFields: {},
      AccountType: record.UserType === 5 || record.UserType === 6 ? 'Application' : 'Regular',
      IsExternalUser: false,
      IsImpersonated: false,
      IPTags: [],
      IPCategory: '',
      UserAgentTags: [],
      AuditSource: 'Defender for Cloud Apps app connector',
      OAuthAppId: record.ClientAppId ?? '',
    })),
}
