/**
 * What is known of printed tables of the reference that cannot be the engine's answer to their query. Each was checked
 * by hand; docs/kql-differences.md says the same in words.
 */

/** The table contradicts its own query. */
export const contradicted: Readonly<Record<string, string>> = {
  'array-iff-function.md#3': 'the condition is printed as another array than the query gives',
  'geo-polygon-lookup-plugin.md#1': 'names another museum than the query, and other digits',
  'geo-polygon-to-s2cells-function.md#1': 'names "New York city", which the query does not',
  'node-degree-in.md#1': 'names an employee who is in neither table',
  'range-operator.md#2': 'seven of the ten days of two ranges',
  'series-asin-function.md#1': 'numbers in quotation marks',
  'series-atan-function.md#1': 'the array of another query',
  'series-fill-linear-function.md#1': 'a value that is there (36) is printed as another (38)',
  'series-sin-function.md#1': 'the array of another query',
  'series-tan-function.md#1': 'the array of another query',
  'url-encode-function.md#1': 'a slash that is not in the query',
  'variancepif-aggregation-function.md#1': 'the sample variance; 833 is what the function is defined as',
}

/** Any of several answers is right, and the table shows one. */
export const anyWillDo: Readonly<Record<string, string>> = {
  'join-innerunique.md#3': 'which of two rows of a key stays',
  'join-innerunique.md#4': 'which of two rows of a key stays',
  'sample-operator.md#1': 'which rows are drawn',
}

/** The answer is not in the query: tables, services or clusters that are elsewhere. */
export const elsewhere: Readonly<Record<string, string>> = {
  'azure-digital-twins-query-request-plugin.md#1': 'a service in the network',
  'cursor-current.md#1': 'the cursor of a database',
  'dynamic.md#1': 'a command, no query',
  'inline-external-table-operator.md#1': 'files in the network',
  'inline-external-table-operator.md#2': 'files in the network',
  'search-operator.md#1': 'tables of a sample database',
  'search-operator.md#2': 'tables of a sample database',
}

/** Lists whose order is said nowhere: compared as sets. */
export const orderless: ReadonlySet<string> = new Set(['geo-polygon-to-h3cells-function.md#1'])
