import { isBefore, later } from '../time.js'
import { foldFolder } from './folder-name.js'
import type { FolderSync } from './sync.js'

/** Where some source showed a message. */
export interface Place {
  readonly folder: string
  /** UTC; null for a list of the mailbox that does not say when it was made: after everything else. */
  readonly at: string | null
  /** True where the message left this folder at `at`: moved or deleted. */
  readonly left?: true
}

/** Mail is delivered to the Inbox unless something says otherwise, and gets there in no other way by itself. */
const delivered = 'inbox'
const sent = 'sent items'

/** What a synchronised folder means for one message: it lay there; it may have; it did not. */
export type Copied = 'there' | 'maybe' | 'no'

export interface Placed {
  readonly date: string | null
  readonly places: readonly Place[]
}

/**
 * Moves inside a mailbox are mostly not audited, so a place is known at the time of its record only. A folder
 * synchronised between two records that show the message elsewhere did not hold it; before the first of them it
 * may have, if it is the Inbox; after the last, any may.
 */
export function copiedBy(message: Placed, sync: FolderSync): Copied {
  if (message.date !== null && isBefore(sync.last, message.date)) return 'no'
  if (sync.folder === '(unknown)') return 'there'
  const { places } = message
  const folder = foldFolder(sync.folder)
  if (places.length === 0) return folder === delivered ? 'there' : 'maybe'
  const own = places.filter((place) => foldFolder(place.folder) === folder)
  if (own.some((place) => !place.left || place.at === null || !isBefore(place.at, sync.first))) return 'there'
  const since = message.date === null ? sync.first : later(sync.first, message.date)
  const wasElsewhere =
    folder !== delivered || places.some((place) => place.at !== null && !isBefore(since, place.at))
  const isElsewhere = places.some(
    (place) => !place.left && (place.at === null || !isBefore(place.at, sync.last)),
  )
  const isOwnCopy = folder === delivered && places.every((place) => foldFolder(place.folder) === sent)
  return wasElsewhere && (isElsewhere || isOwnCopy) ? 'no' : 'maybe'
}
