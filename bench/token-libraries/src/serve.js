/** A service on a loopback port, asked with a token: 2xx with the caller's name is acceptance. */
import { createServer } from 'node:http'

export async function serve(handler) {
  const server = createServer({ maxHeaderSize: 128 * 1024 }, handler)
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${server.address().port}/`
  return {
    async present(token) {
      const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
      const body = await response.text()
      if (!response.ok) throw new Error(`answered ${response.status}`)
      return JSON.parse(body).caller
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** How the measured services name a caller: by the claims their documentation reaches for first. */
export const callerOf = (claims) => `${claims.tid}:${claims.oid ?? claims.sub}`
