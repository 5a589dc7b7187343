/**
 * Public samples of one attack technique each, named after it: which of our rules finds what the name says.
 * A rule may name a nearer technique of the same parent.
 */
export interface Sample {
  readonly file: string
  readonly rules: readonly string[]
  /** Part of a reason of every finding that is meant. */
  readonly because: string
}

const row = (file: string, rules: string, because: string): Sample => ({
  file,
  rules: rules.split(' '),
  because,
})

export const samples: readonly Sample[] = [
  row('t1098.001_Add a user to company administrator role.csv', 'SIG-13', 'Company Administrator'),
  row('t1098.002_ApplicationImpersonation.csv', 'PRM-03', 'badappimpersonate'),
  row('t1098.002_Mail Account Delegation full access permissions.csv', 'PRM-09', 'FullAccess'),
  row('t1098.002_Mail Account Delegation full access permissions.json', 'PRM-01', 'FullAccess'),
  row('t1098.002_Mail account delegation-SendAs permission.csv', 'PRM-01', 'SendAs'),
  row('t1098.002_user-reset_mailbox_full_access.json', 'PRM-01', 'FullAccess'),
  row('t1098.003_add_role_global_admin.json', 'SIG-13', 'role'),
  row('t1098_Add a user to company administrator role.json', 'SIG-13', 'Company Administrator'),
  row('t1110.003_msolspray-powershell.json', 'SIG-15 SIG-05', 'users from'),
  row('t1110.003_msolspray-python.json', 'SIG-15 SIG-05', 'users from'),
  row('t1110.003_msolspraywithsuccess_1.csv', 'SIG-15 SIG-05', 'users from'),
  row('t1110.003_o365spray_default.json', 'SIG-15', 'users from'),
  row('t1110.003_o365spray_reporting.csv', 'SIG-15 SIG-05', 'users from'),
  row('t1110.003_o365spray_reporting.json', 'SIG-15 SIG-05', 'users from'),
  row('t1114.002_Enable_POP_IMAP_OWA.csv', 'PRM-07', 'PopEnabled'),
  row('t1114.002_Enable_POP_IMAP_OWA.json', 'PRM-07', 'PopEnabled'),
  row('t1114.003_Forward_Rule_Multi_Users_Same_Forward_dest.json', 'RUL-04', 'forwards to'),
  row('t1114.003_rule_mail_forward_same_dest.json', 'RUL-01', 'sends mail on to'),
  row('t1114_Set-Mailbox-ForwardSMTPAddress.csv', 'RUL-04', 'forwards to'),
  row('t1482_azurehound_list.csv', 'SIG-21', 'azurehound'),
  row('t1531_Remove-Admin members from a group.csv', 'SIG-13', 'Remove member from role'),
  row('t1531_mass_delete_users.json', 'SIG-14', 'deleted 10 users'),
  row('t1550.001_Allusers_consent_to_grant_permission_granted.json', 'APP-12', 'let users consent'),
  row('t1550.001_default_rclone_app_registration.json', 'APP-09', 'registered'),
  row('t1556.006_Disable Strong Authentication.csv', 'SIG-17', 'no second factor'),
  row('t1556_Disable _Strong_Authentication.json', 'SIG-17', 'no second factor'),
  row('t1562-Set-MailboxAuditBypassAssociation.json', 'AUD-03', 'without being logged'),
  row('t1562-UnifiedAuditlogIngestion-Stopped.json', 'AUD-01', 'ingestion off'),
  row('t1562.001_Remove-DlpCompliancePolicy.csv', 'AUD-10', 'Remove-DlpCompliancePolicy'),
  row('t1562.001_Set-Mailbox-AuditLogAgeLimitoZero.csv', 'AUD-04', 'age limit'),
  row('t1562.008_Advanced Auditing policy removed from a user.csv', 'AUD-05', 'took advanced auditing'),
  row('t1562.008_Disable UAL ingestion.csv', 'AUD-01', 'ingestion off'),
  row('t1562.008_Set-MailboxAuditBypassAssociation.csv', 'AUD-03', 'without being logged'),
  row('t1562_Set-Mailbox-AuditLogAgeLimitoZero.json', 'AUD-04', 'age limit'),
  row('t1564.008_New inbox rule to delete email.csv', 'RUL-02', 'deletes'),
  row('t1564.008_Update existing mailbox rule using Set-InboxRule.csv', 'RUL-02', 'inbox rule'),
  row('t1564.008_markasread_delete_all_email.json', 'RUL-02', 'deletes all mail'),
  row('t1564.008_rule_mark_as_read_move.json', 'RUL-02', 'moves to archive'),
  row('t1592.004_mfa_sweep.csv', 'SIG-22', 'within ten minutes'),
]
