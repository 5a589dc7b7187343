import type { Habit } from '../life.js'
import { activeSync } from './activesync.js'
import { adminChores } from './admin-chores.js'
import { archiver } from './archiver.js'
import { away } from './away.js'
import { backgroundRest } from './background-rest.js'
import { backupApp } from './backup-app.js'
import { benignRules } from './benign-rules.js'
import { crmApp } from './crm-app.js'
import { delegates } from './delegates.js'
import { deviceCode } from './device-code.js'
import { failedSignIns } from './failed-sign-ins.js'
import { firstPartyReads } from './first-party-reads.js'
import { heavyUser } from './heavy-user.js'
import { imapScanner } from './imap-scanner.js'
import { joinersLeavers } from './joiners-leavers.js'
import { legalSearch } from './legal-search.js'
import { macMail } from './mac-mail.js'
import { mailFlow } from './mail-flow.js'
import { migration } from './migration.js'
import { newLaptop } from './new-laptop.js'
import { newPhone } from './new-phone.js'
import { newsletters } from './newsletters.js'
import { notesRollout } from './notes-rollout.js'
import { otherWorkloads } from './other-workloads.js'
import { outlookDesktop } from './outlook-desktop.js'
import { outlookMobile } from './outlook-mobile.js'
import { owa } from './owa.js'
import { reportingApp } from './reporting-app.js'
import { searches } from './searches.js'
import { sharedMailboxes } from './shared-mailboxes.js'
import { ticketPoller } from './ticket-poller.js'

/** Ordinary life. The order does not matter: each habit has its own stream. */
export const habits: readonly Habit[] = [
  activeSync,
  adminChores,
  archiver,
  away,
  backgroundRest,
  backupApp,
  benignRules,
  crmApp,
  delegates,
  deviceCode,
  failedSignIns,
  firstPartyReads,
  heavyUser,
  imapScanner,
  joinersLeavers,
  legalSearch,
  macMail,
  mailFlow,
  migration,
  newLaptop,
  newPhone,
  newsletters,
  notesRollout,
  otherWorkloads,
  outlookDesktop,
  outlookMobile,
  owa,
  reportingApp,
  searches,
  sharedMailboxes,
  ticketPoller,
]
