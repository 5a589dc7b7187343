import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import type { Authority, Reply } from './authority.js'
import { selfSigned } from './certificate.js'
import { emulatedHosts } from './documents.js'
import { seededRsaKey } from './rsa.js'

/**
 * The authority on a loopback port. `/<path>` is login.microsoftonline.com with every address in its documents made
 * local, for targets that take a metadata or key set URL. `/<host>/<path>` gives the documents of that host as they
 * are, for targets whose fetch sends `https://<host>/<path>` here.
 */
export interface AuthorityServer {
  /** For instance `http://127.0.0.1:4242`. */
  readonly origin: string
  /** The same documents behind a certificate no client should accept. */
  readonly badTlsOrigin: string
  close(): Promise<void>
}

function realUrl(path: string): { readonly url: URL; readonly asItIs: boolean } {
  const [, first = '', ...rest] = path.split('/')
  const asItIs = emulatedHosts.includes(first) || first.endsWith('.example')
  const url = asItIs ? `https://${first}/${rest.join('/')}` : `https://login.microsoftonline.com${path}`
  return { url: new URL(url), asItIs }
}

/** Addresses of the real hosts in a reply, turned into addresses of this server; redirects always, so that they lead somewhere. */
function local(reply: Reply, origin: string, asItIs: boolean): Reply {
  const rewrite = (url: string): string => {
    const parsed = URL.canParse(url) ? new URL(url) : undefined
    if (parsed === undefined || parsed.origin === origin) return url
    return `${origin}/${parsed.host}${parsed.pathname}${parsed.search}`
  }
  const { location } = reply.headers
  const headers = location === undefined ? reply.headers : { ...reply.headers, location: rewrite(location) }
  if (asItIs || !reply.body.includes('"jwks_uri"')) return { ...reply, headers }
  const body = JSON.parse(reply.body) as { jwks_uri: string }
  return { ...reply, headers, body: JSON.stringify({ ...body, jwks_uri: rewrite(body.jwks_uri) }) }
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })

const closed = (server: Server & { closeAllConnections?: () => void }): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections?.()
  })

/** Starts it; port 0 takes a free one. Only this machine can reach it. */
export async function serveAuthority(authority: Authority, port = 0): Promise<AuthorityServer> {
  let [origin, badTlsOrigin] = ['', '']
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { url, asItIs } = realUrl(request.url ?? '/')
    const reply = await authority.respond(url)
    const badTls = authority.state.fault === 'bad-tls'
    // Behind a rewritten fetch there is no TLS to fail, so the connection does.
    if (asItIs && badTls) return void request.socket.destroy()
    const shown = local(reply, badTls ? badTlsOrigin : origin, asItIs)
    response.writeHead(shown.status, { ...shown.headers }).end(shown.body)
  }
  const server = createServer((request, response) => void answer(request, response))
  const { seed, startedAt } = authority.world
  const key = seededRsaKey(seed, 'loopback tls').privateKey
  const certificate = selfSigned({
    subject: 'wrong.name.example',
    key,
    notBefore: startedAt - 86_400_000,
    notAfter: startedAt + 86_400_000,
  })
  const pem = `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`
  const tls = createTlsServer(
    { key: key.export({ format: 'pem', type: 'pkcs8' }), cert: pem },
    (request, response) => void answer(request, response),
  )
  origin = `http://127.0.0.1:${await listen(server, port)}`
  badTlsOrigin = `https://127.0.0.1:${await listen(tls, 0)}`
  return {
    origin,
    badTlsOrigin,
    async close() {
      await Promise.all([closed(server), closed(tls)])
    },
  }
}
