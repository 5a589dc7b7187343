/** One thing to ingest. Where paths, archives and pipes exist is the caller's business. */
export interface Input {
  /** How the input is named in reports: a path, `archive.zip!member`, or `-`. */
  readonly path: string
  /** Size in bytes where it is known beforehand. */
  readonly sizeBytes?: number
  /**
   * Opens the bytes from the start; may be called more than once unless `once` is set. A piece need only be good
   * until the next one is asked for.
   */
  open(): AsyncIterable<Uint8Array>
  /** True for what can be read a single time, such as a pipe. */
  readonly once?: boolean
}
