/**
 * Puts the emulated authority where the libraries look for the real one, and their clock under the bench's control.
 * Libraries are configured with the addresses their users write; nothing leaves the machine.
 */
import http from 'node:http'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'

let origin = ''

/** Every `https://host/path` goes to `<origin>/host/path` from now on. */
export function sendTo(address) {
  origin = address
}

const local = (url) => new URL(`${origin}/${url.host}${url.pathname}${url.search}`)

function urlOf(input, options) {
  if (typeof input === 'string' || input instanceof URL) return new URL(input)
  const from = { ...input, ...options }
  return new URL(`https://${from.hostname ?? from.host}${from.path ?? '/'}`)
}

const plainRequest = http.request

function request(input, ...rest) {
  const callback = rest.find((one) => typeof one === 'function')
  const options = rest.find((one) => typeof one === 'object') ?? (typeof input === 'object' ? input : {})
  const { method = 'GET', timeout } = options
  const { host: _, Host: __, ...headers } = options.headers ?? {}
  return plainRequest(local(urlOf(input, options)), { method, headers, timeout }, callback)
}

https.request = request
https.get = (...args) => {
  const sent = request(...args)
  sent.end()
  return sent
}
syncBuiltinESMExports()

const plainFetch = globalThis.fetch
globalThis.fetch = (input, init) => {
  const url = new URL(typeof input === 'object' && 'url' in input ? input.url : String(input))
  return plainFetch(url.protocol === 'https:' ? local(url) : url, init)
}

const RealDate = Date
const realPerformanceNow = performance.now.bind(performance)
let offsetMs = 0

/** Moves Date and performance.now; timers stay as they are. */
export function advance(ms) {
  offsetMs += ms
}

globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + offsetMs)
    else super(...args)
  }

  static now() {
    return RealDate.now() + offsetMs
  }
}
performance.now = () => realPerformanceNow() + offsetMs
