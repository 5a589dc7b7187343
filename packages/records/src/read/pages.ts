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
  private contexts: string[] = []
  private next = 0

  push(text: string): void {
    const all = this.carried + text
    let from = Math.max(0, all.length - CARRIED)
    // Nearly every text has neither: two quick looks spare it the slow one.
    const isSaid = all.includes('nextLink"') || all.includes('@odata.context"')
    for (const match of isSaid ? all.matchAll(keys) : []) {
      const [whole, key, value = ''] = match
      if (key === '@odata.context') this.contexts.push(value)
      else if (value !== '') this.next++
      from = Math.max(from, match.index + whole.length)
    }
    this.carried = all.slice(from)
  }

  get pages(): Pages | undefined {
    if (this.contexts.length === 0 && this.next === 0) return undefined
    // Every page but the last names the next one.
    return { of: this.contexts[0] ?? '', isWhole: this.next < Math.max(1, this.contexts.length) }
  }
}
