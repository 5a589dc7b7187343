import { fileURLToPath } from 'node:url'

/** The incident pages that come with the product. */
export const ownIncidents = fileURLToPath(new URL('../../../../content/incidents', import.meta.url))
