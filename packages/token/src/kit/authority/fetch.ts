import type { Authority, Reply } from './authority.js'

export type KitFetch = (url: string, init?: RequestInit) => Promise<Response>

const aborted = (signal: AbortSignal | null | undefined): Promise<never> =>
  new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

function response(reply: Reply): Response {
  const body = reply.body === '' ? null : reply.body
  return new Response(body, { status: reply.status, headers: { ...reply.headers } })
}

/** A fetch that reaches the emulated authority and nothing else, with the redirect rules of the real one. */
export function authorityFetch(authority: Authority): KitFetch {
  return async (text, init = {}) => {
    let url = new URL(text)
    for (let hop = 0; hop < 5; hop++) {
      if (authority.state.fault === 'bad-tls') throw new TypeError('fetch failed: certificate name mismatch')
      const reply = await Promise.race([authority.respond(url), aborted(init.signal)])
      const location = reply.headers.location
      if (location === undefined || init.redirect === 'manual') return response(reply)
      if (init.redirect === 'error') throw new TypeError('fetch failed: unexpected redirect')
      url = new URL(location, url)
    }
    throw new TypeError('fetch failed: too many redirects')
  }
}
