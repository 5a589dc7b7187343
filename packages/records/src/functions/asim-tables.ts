import type { KqlFunction } from './function.js'
import { sharePointFiles } from './sharepoint-files.js'

/** One parameter of a filtering parser, and the rows that it lets through. */
interface Filter {
  readonly declared: string
  readonly condition: string
}

const list = (name: string, matches: readonly string[]): Filter => ({
  declared: `${name}:dynamic=dynamic([])`,
  condition: [`array_length(${name}) == 0`, ...matches].join(' or '),
})

const hasAny = (name: string, ...columns: readonly string[]): Filter =>
  list(
    name,
    columns.map((column) => `${column} has_any (${name})`),
  )

const hasAll = (name: string, column: string): Filter => list(name, [`${column} has_all (${name})`])

const hasPrefix = (name: string, ...columns: readonly string[]): Filter =>
  list(
    name,
    columns.map((column) => `has_any_ipv4_prefix(${column}, ${name})`),
  )

const isIn = (name: string, ...columns: readonly string[]): Filter =>
  list(
    name,
    columns.map((column) => `${column} in~ (${name})`),
  )

const unless = (name: string, condition: string, everything = '*'): Filter => ({
  declared: `${name}:string="${everything}"`,
  condition: `${name} == "*" or ${condition}`,
})

const equals = (name: string, column: string): Filter => unless(name, `${column} =~ ${name}`)

interface AsimTable {
  /** Names of the schema's parsers behind their prefix. */
  readonly schemas: readonly string[]
  /** Microsoft Sentinel's own table of the schema. */
  readonly table: string
  /** Further rows in the table's columns. */
  readonly also?: string
  readonly filters: readonly Filter[]
  /** Fields of the schema that are other names of the table's columns. */
  readonly aliases: Readonly<Record<string, string>>
}

const nameOf = (side: string): string =>
  `coalesce(${side}FQDN, ${side}Hostname, ${side}IpAddr, ${side}${side === 'Dvc' ? '' : 'Dvc'}Id)`

const rule = { Rule: 'coalesce(RuleName, tostring(RuleNumber))' }
const inbound = 'EventType == "EndpointNetworkSession" and NetworkDirection == "Inbound"'
const session = {
  Dvc: nameOf('Dvc'),
  Src: nameOf('Src'),
  Dst: nameOf('Dst'),
  Hostname: `iff(${inbound}, SrcHostname, DstHostname)`,
  IpAddr: `iff(${inbound}, DstIpAddr, SrcIpAddr)`,
  Duration: 'NetworkDuration',
  SessionId: 'NetworkSessionId',
}

const processFilters = [
  hasAny('commandline_has_any', 'TargetProcessCommandLine'),
  hasAll('commandline_has_all', 'TargetProcessCommandLine'),
  hasPrefix('commandline_has_any_ip_prefix', 'TargetProcessCommandLine'),
  hasAny('actingprocess_has_any', 'ActingProcessName'),
  hasAny('targetprocess_has_any', 'TargetProcessName'),
  hasAny('parentprocess_has_any', 'ParentProcessName'),
  unless('targetusername_has', 'TargetUsername has targetusername_has'),
  unless('actorusername_has', 'ActorUsername has actorusername_has'),
  hasPrefix('dvcipaddr_has_any_prefix', 'DvcIpAddr'),
  hasAny('dvchostname_has_any', 'DvcHostname'),
  isIn(
    'hashes_has_any',
    ...['MD5', 'SHA1', 'SHA256', 'SHA512', 'IMPHASH'].map((hash) => `TargetProcess${hash}`),
  ),
]

const processes = (schemas: readonly string[], eventType?: string): AsimTable => ({
  schemas,
  table: 'ASimProcessEventLogs',
  filters: [
    ...processFilters,
    eventType === undefined
      ? equals('eventtype', 'EventType')
      : unless('eventtype', `EventType == "${eventType}"`, eventType),
  ],
  aliases: {
    Dvc: nameOf('Dvc'),
    User: 'TargetUsername',
    Process: 'TargetProcessName',
    CommandLine: 'TargetProcessCommandLine',
    Hash: 'coalesce(TargetProcessSHA512, TargetProcessSHA256, TargetProcessMD5, TargetProcessSHA1, TargetProcessIMPHASH)',
    ...rule,
  },
})

/**
 * ASIM's filtering parsers of Sentinel's own tables: each is its table, the parameters that Microsoft documents for
 * its schema (https://learn.microsoft.com/azure/sentinel/normalization-about-parsers) and the schema's aliases.
 */
const asimTables: readonly AsimTable[] = [
  {
    schemas: ['Dns'],
    table: 'ASimDnsActivityLogs',
    filters: [
      equals('srcipaddr', 'SrcIpAddr'),
      hasAny('domain_has_any', 'DnsQuery'),
      equals('responsecodename', 'EventResultDetails'),
      unless('response_has_ipv4', 'has_ipv4(DnsResponseName, response_has_ipv4)'),
      hasPrefix('response_has_any_prefix', 'DnsResponseName'),
      unless('eventtype', 'EventType =~ iff(eventtype =~ "lookup", "Query", eventtype)', 'Query'),
    ],
    aliases: {
      Dvc: nameOf('Dvc'),
      DnsResponseCodeName: 'EventResultDetails',
      Domain: 'DnsQuery',
      IpAddr: 'SrcIpAddr',
      Src: nameOf('Src'),
      Dst: nameOf('Dst'),
      SessionId: 'DnsSessionId',
      Duration: 'DnsNetworkDuration',
      Process: 'SrcProcessName',
      User: 'SrcUsername',
      Hostname: 'SrcHostname',
      ...rule,
    },
  },
  {
    schemas: ['NetworkSession'],
    table: 'ASimNetworkSessionLogs',
    filters: [
      hasPrefix('srcipaddr_has_any_prefix', 'SrcIpAddr'),
      hasPrefix('dstipaddr_has_any_prefix', 'DstIpAddr'),
      hasPrefix('ipaddr_has_any_prefix', 'SrcIpAddr', 'DstIpAddr'),
      {
        declared: 'dstportnumber:int=int(null)',
        condition: 'isnull(dstportnumber) or DstPortNumber == dstportnumber',
      },
      hasAny('hostname_has_any', 'SrcHostname', 'DstHostname'),
      isIn('dvcaction', 'DvcAction'),
      equals('eventresult', 'EventResult'),
    ],
    aliases: {
      ...session,
      User: 'DstUsername',
      InnerVlanId: 'SrcVlanId',
      OuterVlanId: 'DstVlanId',
      Rule: 'coalesce(NetworkRuleName, tostring(NetworkRuleNumber))',
    },
  },
  {
    schemas: ['WebSession'],
    table: 'ASimWebSessionLogs',
    filters: [
      hasPrefix('srcipaddr_has_any_prefix', 'SrcIpAddr'),
      hasPrefix('ipaddr_has_any_prefix', 'SrcIpAddr', 'DstIpAddr'),
      hasAny('url_has_any', 'Url'),
      hasAny('httpuseragent_has_any', 'HttpUserAgent'),
      isIn('eventresultdetails_in', 'EventResultDetails'),
      equals('eventresult', 'EventResult'),
    ],
    aliases: {
      ...session,
      User: 'SrcUsername',
      HttpStatusCode: 'EventResultDetails',
      UserAgent: 'HttpUserAgent',
      ...rule,
    },
  },
  processes(['ProcessEvent', 'Process']),
  processes(['ProcessCreate'], 'ProcessCreated'),
  processes(['ProcessTerminate'], 'ProcessTerminated'),
  {
    schemas: ['FileEvent'],
    table: 'ASimFileEventLogs',
    also: sharePointFiles,
    filters: [
      isIn('eventtype_in', 'EventType'),
      hasPrefix('srcipaddr_has_any_prefix', 'SrcIpAddr'),
      hasAny('actorusername_has_any', 'ActorUsername'),
      hasAny('targetfilepath_has_any', 'TargetFilePath'),
      hasAny('srcfilepath_has_any', 'SrcFilePath'),
      isIn(
        'hashes_has_any',
        ...['Target', 'Src'].flatMap((side) =>
          ['MD5', 'SHA1', 'SHA256', 'SHA512'].map((hash) => `${side}File${hash}`),
        ),
      ),
      hasAny('dvchostname_has_any', 'DvcHostname'),
    ],
    aliases: {
      Dvc: `coalesce(${nameOf('Dvc')}, EventProduct)`,
      Src: nameOf('Src'),
      IpAddr: 'SrcIpAddr',
      User: 'ActorUsername',
      FileName: 'TargetFileName',
      FilePath: 'TargetFilePath',
      Process: 'ActingProcessName',
      Url: 'TargetUrl',
      Application: 'TargetAppName',
      Hash: 'coalesce(TargetFileSHA512, TargetFileSHA256, TargetFileMD5, TargetFileSHA1)',
      ...rule,
    },
  },
  {
    schemas: ['RegistryEvent', 'Registry'],
    table: 'ASimRegistryEventLogs',
    filters: [
      isIn('eventtype_in', 'EventType'),
      hasAny('actorusername_has_any', 'ActorUsername'),
      hasAny('registrykey_has_any', 'RegistryKey'),
      hasAny('registryvalue_has_any', 'RegistryValue'),
      hasAny('registrydata_has_any', 'RegistryValueData'),
      hasAny('dvchostname_has_any', 'DvcHostname'),
    ],
    aliases: { Dvc: nameOf('Dvc'), User: 'ActorUsername', Process: 'ActingProcessName', ...rule },
  },
  {
    schemas: ['DhcpEvent', 'Dhcp'],
    table: 'ASimDhcpEventLogs',
    filters: [
      hasPrefix('srcipaddr_has_any_prefix', 'SrcIpAddr'),
      hasAny('srchostname_has_any', 'SrcHostname'),
      hasAny('srcusername_has_any', 'SrcUsername'),
      equals('eventresult', 'EventResult'),
    ],
    aliases: {
      Dvc: nameOf('Dvc'),
      Src: nameOf('Src'),
      SessionId: 'DhcpSessionId',
      Duration: 'DhcpSessionDuration',
      User: 'SrcUsername',
      IpAddr: 'SrcIpAddr',
      Hostname: 'SrcHostname',
      ...rule,
    },
  },
]

const times: readonly Filter[] = [
  {
    declared: 'starttime:datetime=datetime(null)',
    condition: 'isnull(starttime) or TimeGenerated >= starttime',
  },
  { declared: 'endtime:datetime=datetime(null)', condition: 'isnull(endtime) or TimeGenerated <= endtime' },
]

function parserOf({ schemas, table, also, filters, aliases }: AsimTable): KqlFunction {
  const all = [...times, ...filters]
  const rows = also === undefined ? table : `union ${table}, (${also})`
  const schema = table.replace(/^ASim|(Activity)?Logs$/g, '')
  return {
    names: schemas.flatMap((name) =>
      ['_Im_', '_ASim_', 'im', 'ASim', 'vim'].map((prefix) => `${prefix}${name}`),
    ),
    parameters: [...all.map(({ declared }) => declared), 'pack:bool=false', 'disabled:bool=false'].join(', '),
    body: [
      rows,
      ...['not(disabled)', ...all.map(({ condition }) => condition)].map((condition) => `where ${condition}`),
      `extend EventSchema = "${schema}", EventStartTime = coalesce(EventStartTime, TimeGenerated), EventEndTime = coalesce(EventEndTime, TimeGenerated)`,
      `extend ${Object.entries(aliases)
        .map(([name, value]) => `${name} = ${value}`)
        .join(', ')}`,
    ].join(' | '),
  }
}

export const asimTableParsers: readonly KqlFunction[] = asimTables.map(parserOf)
