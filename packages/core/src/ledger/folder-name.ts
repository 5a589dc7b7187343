import type { Engine } from '@bigyellowtaxi/lake'
import { mailboxOf, ofQuestion, type Question } from '../access/question.js'
import { textOf } from '../sql/row.js'
import { ask, sql } from '../sql/statement.js'

/** What Exchange calls the two folders that mail gets into by itself, in the languages of mailboxes. */
const wellKnown: Readonly<Record<string, readonly string[]>> = {
  inbox:
    `Posteingang|Boîte de réception|Bandeja de entrada|Posta in arrivo|Caixa de Entrada|A Receber|Postvak IN|Inkorgen|Indbakke|Innboks
    |Saapuneet|Skrzynka odbiorcza|Doručená pošta|Doručené|Beérkezett üzenetek|Mesaje primite|Gelen Kutusu|Входящие|Вхідні|Входящи
    |Εισερχόμενα|Prejeto|Primljena pošta|Gautieji|Iesūtne|Sissetulevad|受信トレイ|收件箱|收件匣|받은 편지함|תיבת דואר נכנס|علبة الوارد|กล่องขาเข้า`.split(
      /\s*\|/,
    ),
  'sent items':
    `Sent|Gesendete Elemente|Gesendete Objekte|Éléments envoyés|Elementos enviados|Posta inviata|Itens Enviados|Verzonden items
    |Skickat|Skickade objekt|Sendt post|Sendte elementer|Lähetetyt|Elementy wysłane|Odeslaná pošta|Odoslaná pošta|Elküldött elemek
    |Elemente trimise|Gönderilmiş Öğeler|Отправленные|Надіслані|Изпратени|Απεσταλμένα|Poslano|Poslane stavke|Išsiųsti|Nosūtītie vienumi
    |Saadetud üksused|送信済みアイテム|已发送邮件|已傳送郵件|寄件備份|보낸 편지함|פריטים שנשלחו|العناصر المرسلة|รายการที่ถูกส่ง`.split(
      /\s*\|/,
    ),
}

const canonical = new Map(
  Object.entries(wellKnown).flatMap(([name, others]) => others.map((other) => [other.toLowerCase(), name])),
)

/**
 * Inventories write `Inbox`, audit records `\Inbox`, a German mailbox `\Posteingang`, folder statistics `/Inbox`: one
 * folder.
 */
export function foldFolder(path: string): string {
  const known = folded.get(path)
  if (known !== undefined) return known
  const plain = path
    .replace(/\\/g, '/')
    .replace(/^\/+|\/+$/g, '')
    .toLowerCase()
  const name = canonical.get(plain) ?? plain
  // Paths come from the log: the memory for them is bounded.
  if (folded.size < 20_000) folded.set(path, name)
  return name
}

/** Every message is compared with every folder synchronised, by the same few paths. */
const folded = new Map<string, string>()

/** A store id where a path should be: Exchange wrote `Not Available`. */
export const isId = (folder: string): boolean => /^[A-Za-z0-9+/=_-]{40,}$/.test(folder)

/** Paths by folder id, from whichever records knew them. Asks the engine only when some folder came without one. */
export async function readFolderNames(
  engine: Engine,
  question: Question,
  folders: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (!folders.some(isId)) return new Map()
  const rows = await ask(
    engine,
    sql`WITH listed AS (
      SELECT coalesce(OrganizationId, '') AS tenant, Mailbox AS mailbox, unnest(Folders) AS folder FROM audit WHERE ${ofQuestion(question)}),
    named AS (
      SELECT tenant, mailbox, folder.Id AS id, folder.Path AS path FROM listed
      UNION ALL
      SELECT coalesce(OrganizationId, ''), Mailbox, ItemFolderId, ItemFolderPath FROM audit WHERE ${ofQuestion(question)})
    SELECT tenant, mailbox, id, min(path) AS path FROM named
    WHERE id IS NOT NULL AND path IS NOT NULL AND path NOT IN ('', 'Not Available') GROUP BY ALL ORDER BY ALL`,
  )
  return new Map(
    rows.map((row) => {
      const { tenant, mailbox } = mailboxOf(row, question)
      return [`${tenant}\n${mailbox}\n${textOf(row.id)}`, textOf(row.path)]
    }),
  )
}
