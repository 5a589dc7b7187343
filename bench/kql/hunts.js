/**
 * Ten hunts beside what somebody who knows the lake and the engine would write by hand. Where a step is not SQL
 * (a seasonal decomposition, a user agent), both sides call the same function.
 */
export const hunts = [
  {
    id: 'first-seen app per mailbox',
    kql: `OfficeActivity
| where Operation == "MailItemsAccessed"
| summarize FirstSeen = min(TimeGenerated), Reads = count() by MailboxOwnerUPN, AppId
| where FirstSeen > datetime(2026-01-28)`,
    sql: `SELECT MailboxOwnerUPN, AppId, min(CreationTime) AS FirstSeen, count(*) AS Reads FROM audit
WHERE Operation = 'MailItemsAccessed' GROUP BY MailboxOwnerUPN, AppId HAVING min(CreationTime) > TIMESTAMP '2026-01-28'`,
  },
  {
    id: 'mv-expand of folder items',
    kql: `CloudAppEvents
| where ActionType == "MailItemsAccessed"
| mv-expand Folder = RawEventData.Folders
| mv-expand Item = Folder.FolderItems
| summarize Messages = dcount(tostring(Item.InternetMessageId)), Bytes = sum(tolong(Item.SizeInBytes)) by Path = tostring(Folder.Path)`,
    sql: `SELECT folder->>'$.Path' AS Path, count(DISTINCT item->>'$.InternetMessageId') AS Messages, sum((item->>'$.SizeInBytes')::BIGINT) AS Bytes
FROM (SELECT folder, unnest(json_extract(folder, '$.FolderItems[*]')) AS item FROM
  (SELECT unnest(json_extract(coalesce(doc, raw), '$.Folders[*]')) AS folder FROM audit WHERE Operation = 'MailItemsAccessed'))
GROUP BY 1`,
    rows: 'differ', // mailboxes without folders: KQL keeps them under an empty path
  },
  {
    id: 'anti-join to sign-ins',
    kql: `OfficeActivity
| where Operation == "MailItemsAccessed" and TimeGenerated > datetime(2026-01-20)
| project TimeGenerated, UserId, Address = Client_IPAddress
| join kind=leftanti (SigninLogs | where ResultType == "0" | project UserId = UserPrincipalName, Address = IPAddress) on UserId, Address
| summarize Reads = count() by UserId, Address`,
    sql: `SELECT UserId, ClientIPAddress AS Address, count(*) AS Reads FROM audit a
WHERE Operation = 'MailItemsAccessed' AND CreationTime > TIMESTAMP '2026-01-20'
AND NOT EXISTS (FROM signin s WHERE s.Kind = 'interactive' AND s.ResultType = '0' AND s.UserPrincipalNameVerbatim = a.UserId AND s.IPAddress = a.ClientIPAddress)
GROUP BY UserId, ClientIPAddress`,
  },
  {
    id: 'Name/Value pivot',
    kql: `CloudAppEvents
| where ActionType in ("New-InboxRule", "Set-Mailbox", "Add-MailboxPermission")
| mv-expand Parameter = RawEventData.Parameters
| extend Name = tostring(Parameter.Name), Value = tostring(Parameter.Value)
| summarize Settings = make_bag(bag_pack(Name, Value)) by ReportId, ActionType
| where tostring(Settings.AccessRights) == "FullAccess"
| summarize count() by ActionType`,
    sql: `SELECT Operation, count(*) AS n FROM (
  SELECT Id, Operation, map_from_entries(list({'k': p->>'$.Name', 'v': p->>'$.Value'})) AS settings FROM
    (SELECT Id, Operation, unnest(json_extract(coalesce(doc, raw), '$.Parameters[*]')) AS p FROM audit
     WHERE Operation IN ('New-InboxRule', 'Set-Mailbox', 'Add-MailboxPermission'))
  GROUP BY Id, Operation)
WHERE settings['AccessRights'] = 'FullAccess' GROUP BY Operation`,
  },
  {
    id: 'hourly series with anomalies',
    kql: `OfficeActivity
| where OfficeWorkload == "Exchange"
| make-series Events = count() default = 0 on TimeGenerated from datetime(2026-01-05) to datetime(2026-02-04) step 1h by Operation
| extend Anomalies = series_decompose_anomalies(Events, 1.0)
| mv-expand TimeGenerated to typeof(datetime), Events to typeof(long), Anomalies to typeof(double)
| where Anomalies != 0
| summarize count() by Operation`,
    sql: `WITH hours AS (SELECT Operation, date_trunc('hour', CreationTime) AS h, count(*) AS n FROM audit
  WHERE Workload = 'Exchange' AND CreationTime >= TIMESTAMP '2026-01-05' AND CreationTime < TIMESTAMP '2026-02-04' GROUP BY 1, 2),
grid AS (SELECT Operation, unnest(generate_series(TIMESTAMP '2026-01-05', TIMESTAMP '2026-02-03 23:00:00', INTERVAL 1 HOUR)) AS h FROM (SELECT DISTINCT Operation FROM hours)),
series AS (SELECT Operation, to_json(list(coalesce(n, 0) ORDER BY h)) AS events FROM grid LEFT JOIN hours USING (Operation, h) GROUP BY Operation),
scored AS (SELECT Operation, unnest(json_extract(DECOMPOSE, '$.ad_flag[*]')) AS flag FROM series)
SELECT Operation, count(*) FROM scored WHERE flag::DOUBLE <> 0 GROUP BY Operation`,
  },
  {
    id: 'indicator sweep',
    kql: `let bad = dynamic(["198.51.0.190", "198.51.0.194", "198.51.1.109", "198.51.1.76"]);
OfficeActivity
| where ClientIP in (bad) or Client_IPAddress in (bad) or Client_IPAddress startswith "203.0.0.110:"
| project TimeGenerated, Operation, UserId, ClientIP, Client_IPAddress`,
    sql: `SELECT CreationTime, Operation, UserId, ClientIP, ClientIPAddress FROM audit
WHERE ClientIP IN ('198.51.0.190', '198.51.0.194', '198.51.1.109', '198.51.1.76')
OR ClientIPAddress IN ('198.51.0.190', '198.51.0.194', '198.51.1.109', '198.51.1.76') OR starts_with(lower(ClientIPAddress), '203.0.0.110:')`,
  },
  {
    id: 'arg_max per user',
    kql: `OfficeActivity
| where RecordType == "ExchangeItemAggregated"
| summarize arg_max(TimeGenerated, Operation, Client_IPAddress, AppId, RecordType) by UserId`,
    sql: `SELECT UserId, max(CreationTime) AS TimeGenerated, unnest(max_by({'o': Operation, 'ip': ClientIPAddress, 'app': AppId}, CreationTime)) FROM audit
WHERE RecordType = 50 GROUP BY UserId`,
  },
  {
    id: 'user agents',
    kql: `union SigninLogs, AADNonInteractiveUserSignInLogs
| summarize Sessions = count() by UserAgent
| extend Agent = parse_user_agent(UserAgent, "browser")
| summarize sum(Sessions) by Browser = tostring(Agent.Browser.Family)`,
    sql: `SELECT json_extract_string(AGENT, '$.Browser.Family') AS Browser, sum(n) FROM
  (SELECT UserAgent, count(*) AS n FROM signin WHERE Kind IN ('interactive', 'nonInteractive') GROUP BY UserAgent) GROUP BY 1`,
  },
  {
    id: 'dynamic path filters',
    kql: `CloudAppEvents
| where Timestamp between (datetime(2026-01-10) .. datetime(2026-01-20))
| where RawEventData.LogonType == 0 and tostring(RawEventData.AppAccessContext.APIId) startswith "00000002"
| where tostring(RawEventData.ClientInfoString) has "RESTSystem"
| summarize Events = count(), Sessions = dcount(tostring(RawEventData.AppAccessContext.AADSessionId)) by AccountId, App = tostring(RawEventData.AppId)`,
    sql: `SELECT AccountId, AppId, count(*) AS Events, count(DISTINCT AADSessionId) AS Sessions FROM
 (SELECT coalesce(nullif(json_extract_string(coalesce(doc, raw), '$.CloudAppEvent.AccountId'), ''), UserId) AS AccountId, AppId, AADSessionId FROM audit
  WHERE CreationTime BETWEEN TIMESTAMP '2026-01-10' AND TIMESTAMP '2026-01-20' AND LogonType = 0
  AND starts_with(lower(APIId), '00000002') AND contains(lower(ClientInfoString), 'restsystem') AND regexp_matches(ClientInfoString, '(?i)(^|[^A-Za-z0-9])RESTSystem($|[^A-Za-z0-9])'))
GROUP BY AccountId, AppId`,
  },
  {
    id: 'union of sign-in tables',
    kql: `union isfuzzy=true SigninLogs, AADNonInteractiveUserSignInLogs, AADServicePrincipalSignInLogs
| where TimeGenerated > datetime(2026-01-15) and ResultType != "0"
| summarize Failures = count(), Addresses = dcount(IPAddress), Last = max(TimeGenerated) by UserPrincipalName, AppDisplayName
| where Failures > 2`,
    sql: `SELECT UserPrincipalNameVerbatim, AppDisplayName, count(*) AS Failures, count(DISTINCT IPAddress), max(TimeGenerated) FROM signin
WHERE Kind IN ('interactive', 'nonInteractive', 'servicePrincipal') AND TimeGenerated > TIMESTAMP '2026-01-15' AND ResultType <> '0'
GROUP BY UserPrincipalNameVerbatim, AppDisplayName HAVING count(*) > 2`,
  },
]
