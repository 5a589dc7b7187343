import type { ThrottleWindow } from '../access/throttle.js'

/** What the log says about itself: everything the gap finders judge, read once. */
export interface Facts {
  readonly tenants: readonly TenantFacts[]
  readonly mailboxes: readonly MailboxFacts[]
  readonly days: readonly MailboxDay[]
  readonly hours: readonly TenantHour[]
  readonly settings: readonly SettingChange[]
  readonly inputs: readonly InputFacts[]
  readonly cappedQueries: readonly CappedQuery[]
  readonly throttles: readonly ThrottleWindow[]
  readonly ownerless: readonly OwnerlessReads[]
}

/** MailItemsAccessed records of one day without MailboxOwnerUPN and MailboxGuid. */
export interface OwnerlessReads {
  readonly tenant: string
  readonly reads: number
  readonly first: string
  readonly last: string
  /** Id of one of them. */
  readonly record: string
}

/** One tenant's audit log as a whole. */
export interface TenantFacts {
  readonly tenant: string
  readonly records: number
  readonly first: string
  readonly last: string
  /** False where every record is of one and the same actor. */
  readonly hasSeveralActors: boolean
  /** MailItemsAccessed records, and how many of them are Sync. */
  readonly reads: number
  readonly syncs: number
  /** Exchange records of RecordType 2: an export filtered on 50 has none. */
  readonly itemRecords: number
}

export interface MailboxFacts {
  readonly tenant: string
  readonly mailbox: string
  readonly records: number
  readonly reads: number
  /** Successful sign-ins to Exchange by the account of that name. */
  readonly signIns: number
  /** RecipientTypeDetails, where a settings export says it. */
  readonly type: string | null
}

export interface MailboxDay {
  readonly tenant: string
  readonly mailbox: string
  readonly day: string
  readonly records: number
  readonly reads: number
  readonly binds: number
  readonly syncs: number
  /** Things a person did that need the mailbox open: sending, moving, deleting. */
  readonly activity: number
  /** Id of one record of that activity. */
  readonly activityRecord: string | null
}

export interface TenantHour {
  readonly tenant: string
  /** Start of the hour. */
  readonly hour: string
  readonly records: number
  readonly reads: number
  /** As in MailboxDay. */
  readonly activity: number
}

/** A recorded change of what is audited. */
export interface SettingChange {
  readonly tenant: string
  readonly at: string
  readonly record: string
  readonly what: 'ingestion' | 'organization' | 'bypass' | 'mailbox'
  /** Whom it concerns, as the record names it; null: everyone. */
  readonly subject: string | null
  /** True when auditing is on after the change. */
  readonly on: boolean
  readonly detail: string
}

/** One input file's share of a tenant's audit log. */
export interface InputFacts {
  readonly file: string
  readonly shape: string
  /** Rows of the file, duplicates and rejects included: what an export's cap counts. */
  readonly rows: number
  readonly tenant: string
  readonly first: string
  readonly last: string
  readonly lost: LostLines | null
  /** Why the input ends before its end. */
  readonly brokenOff: string | null
}

/** Lines of an input that could not be read and may have been reads of mail. */
export interface LostLines {
  readonly lines: number
  /** When they happened, where the export says so of each. */
  readonly between: { readonly from: string; readonly to: string } | null
}

/** An audit search that stopped at its limit, from the export of the query itself. */
export interface CappedQuery {
  /** Empty where the export does not say. */
  readonly tenant: string
  readonly name: string
  readonly limit: string | null
  readonly from: string | null
  readonly to: string | null
}
