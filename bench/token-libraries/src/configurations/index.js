import { configurations as aws } from './aws-jwt-verify.js'
import { configurations as express } from './express.js'
import { configurations as fastify } from './fastify.js'
import { configurations as hono } from './hono.js'
import { configurations as jose } from './jose.js'
import { configurations as jsonwebtoken } from './jsonwebtoken.js'
import { configurations as passport } from './passport.js'
import { configurations as signIn } from './sign-in.js'

export const configurations = [
  ...jose,
  ...jsonwebtoken,
  ...express,
  ...passport,
  ...fastify,
  ...hono,
  ...aws,
  ...signIn,
]
