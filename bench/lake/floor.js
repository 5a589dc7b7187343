import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

/** The floor everything is measured against: read the file line by line and parse each line. Nothing else. */
let events = 0
for await (const line of createInterface({ input: createReadStream(process.argv[2]), crlfDelay: Infinity })) {
  JSON.parse(line)
  events++
}
process.stdout.write(`${JSON.stringify({ events, peakBytes: process.resourceUsage().maxRSS * 1024 })}\n`)
