import type { NativeServices } from '@bigyellowtaxi/kql/run'

/** What TypeScript functions of queries get from this host. */
export const services: NativeServices = {}
