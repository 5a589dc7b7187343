/** What the measurement is to show, held against the record. Each fact names the configurations it does not hold for. */

/** Keys fetched from the issuer each token names: a consumer key is never among them. */
const perIssuer = [
  '@fastify/jwt+get-jwks/per-issuer-discovery',
  'express-oauth2-jwt-bearer/per-issuer-discovery',
]
/** The code flow leaves the signature of an ID token to TLS, as OpenID Connect Core 3.1.3.7 (6) allows. */
const signatureLeftToTls = 'openid-client/code-flow-default'

/** By the longest step after which a withdrawn key was still accepted; measured with a moved clock. */
const retirement = {
  hono: '1 s',
  'better-auth': '1 s',
  'openid-client': '6 min',
  '@fastify/jwt': '6 min',
  jose: '11 min',
  jsonwebtoken: '11 min',
  'express-jwt': '11 min',
  'express-oauth2-jwt-bearer': '11 min',
  'passport-jwt': '11 min',
  'passport-azure-ad': '31 min',
  'azure-ad-verify-token': '61 min',
  'fastify-jwt-jwks': '8 d',
  'aws-jwt-verify': 'not in 31 d',
}

const neverAccepted = [
  'AL-01',
  'AL-02',
  'HK-01',
  'HK-02',
  'HK-03',
  'HK-04',
  'HK-10',
  'HK-11',
  'TM-01',
  'AU-01',
]

export function facts(recorded) {
  const all = Object.entries(recorded).filter(([, row]) => row.error === undefined)
  const usual = all.filter(([, row]) => !row.recipe)
  const recipes = all.filter(([, row]) => row.recipe)
  const fact = (text, rows, test) => {
    const but = rows.filter(([id, row]) => !test(row, id)).map(([id]) => id)
    return { fact: `${text} [${rows.length} configurations]`, holds: but.length === 0, but: but.join(', ') }
  }
  const one = (id) => all.filter(([name]) => name === id)
  const accepts = (row, id) => row.attacksAccepted.includes(id)
  const shared = (id) =>
    `${id} is accepted wherever keys come from the shared set, refused where each issuer's are fetched`
  return [
    { fact: 'every configuration was measured', holds: all.length === Object.keys(recorded).length },
    ...['KC-01', 'KC-02', 'KC-08'].map((id) =>
      fact(shared(id), usual, (row, name) => accepts(row, id) === !perIssuer.includes(name)),
    ),
    fact('RT-03 (certificate ended) is accepted everywhere', usual, (row) => accepts(row, 'RT-03')),
    ...neverAccepted.map((id) =>
      fact(
        `${id} is accepted nowhere`,
        usual.filter(([name]) => name !== signatureLeftToTls),
        (row) => !accepts(row, id),
      ),
    ),
    fact('an ID token signed by the attacker is accepted by default', one(signatureLeftToTls), (row) =>
      accepts(row, 'HK-01'),
    ),
    fact(
      'the forged token opens a session as the existing user',
      one('better-auth/default'),
      (row) => row.forgedTakenForVictim,
    ),
    fact('tokens without iss and without aud are accepted', one('fastify-jwt-jwks/issuer-list'), (row) =>
      ['IS-08', 'AU-02'].every((id) => accepts(row, id)),
    ),
    fact('an unknown kid gets no answer', one('azure-ad-verify-token/audience'), (row) =>
      row.otherFailures.includes('HK-14'),
    ),
    fact(
      'a withdrawn key is refused after the time known for the library',
      usual.filter(([name]) => name !== signatureLeftToTls),
      (row) => row.retiredKeyRefusedAfter === retirement[row.library],
    ),
    fact(
      'with the recipe nothing forged is accepted',
      recipes,
      ({ attacksAccepted, otherFailures }) => attacksAccepted.length + otherFailures.length === 0,
    ),
    fact(
      'with the recipe every lawful token is accepted that a configuration of the library accepts without',
      recipes,
      (row) =>
        row.controlsRefused.every((id) =>
          usual.every(([, one]) => one.library !== row.library || one.controlsRefused.includes(id)),
        ),
    ),
  ]
}
