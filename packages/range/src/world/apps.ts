/** Applications as Entra and Exchange name them. First-party ids are Microsoft's published ones; the others are ours. */
export interface App {
  readonly id: string
  readonly name: string
  /** Object id of the service principal in the simulated tenant, for apps that sign in as themselves. */
  readonly servicePrincipalId?: string
}

const app = (id: string, name: string, servicePrincipalId?: string): App => ({
  id,
  name,
  ...(servicePrincipalId ? { servicePrincipalId } : {}),
})

export const apps = {
  exchange: app('00000002-0000-0ff1-ce00-000000000000', 'Office 365 Exchange Online'),
  graph: app('00000003-0000-0000-c000-000000000000', 'Microsoft Graph'),
  sharePoint: app('00000003-0000-0ff1-ce00-000000000000', 'Office 365 SharePoint Online'),
  aadGraph: app('00000002-0000-0000-c000-000000000000', 'Windows Azure Active Directory'),
  owa: app('9199bf20-a13f-4107-85dc-02114787ef48', 'One Outlook Web'),
  office: app('d3590ed6-52b3-4102-aeff-aad2292ab01c', 'Microsoft Office'),
  outlookMobile: app('27922004-5251-4030-b22d-91ecd9a37ea4', 'Outlook Mobile'),
  appleMail: app('f8d98a96-0999-43f5-8af3-69971c7bb423', 'iOS Accounts'),
  teams: app('1fec8e78-bce4-4aaf-ab1b-5451cc387264', 'Microsoft Teams'),
  officeHome: app('4765445b-32c6-49b0-83e6-1d93765276ca', 'OfficeHome'),
  augmentationLoop: app(
    '2abdc806-e091-4495-9b10-b04d93c3f040',
    'Office Online Client Microsoft Entra ID- Augmentation Loop',
  ),
  searchService: app('66a88757-258c-4c72-893c-3e8bed4d6899', 'Office 365 Search Service'),
  substrateContext: app('13937bba-652e-4c46-b222-3003f4d1ff97', 'Substrate Context Service'),
  mipExchange: app('a150d169-7d37-47dd-9b20-156207b7b02f', 'MIP Exchange Solutions'),
  graphClientNonInteractive: app(
    '765fe668-04e7-42ba-aec0-2c96f1d8b652',
    'Exchange Office Graph Client for AAD - Noninteractive',
  ),
  connectors: app('48af08dc-f6d2-435f-b2a7-069abd99c086', 'Connectors'),
  exchangePowerShell: app(
    'fb78d390-0c51-40cd-8e17-fdbfab77341b',
    'Microsoft Exchange REST API Based Powershell',
  ),
  exchangeAdmin: app('497effe9-df71-4043-a8bb-14cf78c4b63b', 'Exchange Admin Center'),
  compliance: app('80ccca67-54bd-44ab-8625-4b79c4dc7775', 'Microsoft 365 Security and Compliance Center'),
  azureCli: app('04b07795-8ddb-461a-bbee-02f9e1bf7b46', 'Microsoft Azure CLI'),
  graphCli: app('14d82eec-204b-4c2f-b7e8-296a70dab67e', 'Microsoft Graph Command Line Tools'),
  azurePortal: app('c44b4083-3bb0-49c1-b47d-974e53cbdf3c', 'Azure Portal'),
  office365Shell: app('89bee1f7-5e6e-4d8a-9f3d-ecd601259da7', 'Office365 Shell WCSS-Client'),
  legacyExchange: app('a0c73c16-a7e3-4564-9a95-2bdf47383716', 'Legacy Exchange Online'),
  connectSync: app('cb1056e2-e479-49de-ae31-7812af012ed8', 'Microsoft Azure Active Directory Connect'),
  crm: app('5f0b1c6e-7a7d-4f0e-9b0c-6a2f3be1d401', 'Larkspur CRM', '1d0e7a9c-0c35-4c0e-8a51-2f9a4be0c101'),
  backup: app(
    'b2c44d10-61f5-4b6a-8f5d-0d1f7c2e9a02',
    'Granary Mail Backup',
    '2e1f8bad-1d46-4d1f-9b62-30ab5cf1d202',
  ),
  notes: app(
    'c7e03a52-94b8-4a57-b7de-8e55a1c4f703',
    'Minutely Meeting Notes',
    '3f209cbe-2e57-4e20-8c73-41bc6d02e303',
  ),
  migration: app(
    'd81f2b63-a5c9-4b68-88ef-9f66b2d50804',
    'Ferryman Tenant Migration',
    '4031adcf-3f68-4f31-9d84-52cd7e13f404',
  ),
  archiver: app(
    'e9203c74-b6da-4c79-99f0-a077c3e61905',
    'Cellar Archive',
    '5142bed0-4079-4042-8e95-63de8f240505',
  ),
  ticketPoller: app(
    'fa314d85-c7eb-4d8a-8a01-b188d4f72a06',
    'Helpdesk Mail Poller',
    '6253cfe1-518a-4153-9fa6-74ef90351606',
  ),
  scanner: app(
    '0b425e96-d8fc-4e9b-9b12-c299e5083b07',
    'Scan To Mail',
    '7364d0f2-629b-4264-80b7-850fa1462707',
  ),
  reporting: app(
    '1c536fa7-e90d-4fac-8c23-d3aaf6194c08',
    'Monthly Reporting',
    '8475e103-73ac-4375-91c8-9620b2573808',
  ),
} as const satisfies Record<string, App>
