/** Pages of Graph and of Azure's APIs, which name the page that follows (https://learn.microsoft.com/graph/paging). */

/** What an input says of its own pages. */
export interface Pages {
  /** `@odata.context` of its pages, the same in every page of one answer; empty where there is none. */
  readonly of: string
  /** Its last page names no further one. */
  readonly isWhole: boolean
}

/** A quotation mark inside of a text is escaped, so that these are keys wherever they stand. */
const keys = /"(@odata\.nextLink|nextLink|@odata\.context)"\s*:\s*"((?:[^"\\]|\\.)*)"/g

/** Longer than a key and its value. */
const CARRIED = 4096

/** Looks for the keys in text that comes in pieces; undefined where there are none. */
export class PageWatch {
  private carried = ''
  /** Of each answer, by its context: pages, and how many of them name a next one. */
  private readonly answers = new Map<string, { pages: number; next: number }>()
  private context = ''

  push(text: string): void {
    const all = this.carried + text
    let from = Math.max(0, all.length - CARRIED)
    // Nearly every text has neither: two quick looks spare it the slow one.
    const isSaid = all.includes('nextLink"') || all.includes('@odata.context"')
    for (const match of isSaid ? all.matchAll(keys) : []) {
      const [whole, key, value = ''] = match
      if (key === '@odata.context') this.answer(value).pages++
      else if (value !== '') this.answer(this.context).next++
      from = Math.max(from, match.index + whole.length)
    }
    this.carried = all.slice(from)
  }

  /** Every page but the last names the next one. */
  get pages(): Pages | undefined {
    const answers = [...this.answers]
    const cut = answers.find(([, { pages, next }]) => next >= Math.max(1, pages))
    const [of] = cut ?? answers[0] ?? []
    return of === undefined ? undefined : { of, isWhole: cut === undefined }
  }

  private answer(context: string): { pages: number; next: number } {
    this.context = context
    const known = this.answers.get(context) ?? { pages: 0, next: 0 }
    this.answers.set(context, known)
    return known
  }
}
