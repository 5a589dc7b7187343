/** What a query may ask about where it runs: here, a local engine without clusters, principals or extents. */
import type { KustoType } from '../plan/type.js'
import { type Fragment, joined, sql, text } from '../sql/fragment.js'
import type { ScalarFunction, ScalarFunctions } from './entry.js'
import { row, siteRow } from './parts/row.js'

const constant = (returns: KustoType, value: Fragment, ref: string): ScalarFunction =>
  row([], returns, 'own', () => value, ref)

/** Functions whose answer only Kusto's service knows are refused by name. */
const refused = (name: string, why: string, ref: string): [string, ScalarFunction] => [
  name,
  {
    args: [],
    rest: 'any',
    returns: 'string',
    nulls: 'own',
    lower: (_args, context) => context.refuse(`${name}() ${why}`),
    ref,
  },
]

/** Bytes a value takes in Kusto: text by its UTF-8, fixed sizes for the rest. */
const fixedSizes: Partial<Record<KustoType, number>> = {
  bool: 1,
  int: 4,
  long: 8,
  real: 8,
  datetime: 8,
  timespan: 8,
  guid: 16,
  decimal: 34,
}

const dataSize: ScalarFunction = siteRow(
  ['...any'],
  'long',
  'own',
  ({ types }) =>
    (...values) =>
      sql`(${joined(
        values.map((value, index) => {
          const size = fixedSizes[types[index] ?? 'string']
          return size === undefined
            ? sql`coalesce(strlen((${value})::VARCHAR), 0)`
            : sql`${text(String(size))}::BIGINT`
        }),
        sql` + `,
      )})`,
  'estimate-data-size-function',
)

export const contextFunctions: ScalarFunctions = {
  current_cluster_endpoint: constant('string', text('local'), 'current-cluster-endpoint-function'),
  current_database: constant('string', text('workspace'), 'current-database-function'),
  current_principal: constant('string', text(''), 'current-principal-function'),
  current_principal_details: constant('dynamic', sql`'{}'::JSON`, 'current-principal-details-function'),
  estimate_data_size: dataSize,
  ...Object.fromEntries([
    refused('cursor_after', 'needs the cursors of a Kusto database', 'cursor-after-function'),
    refused('cursor_before_or_at', 'needs the cursors of a Kusto database', 'cursor-before-or-at-function'),
    refused('cursor_current', 'needs the cursors of a Kusto database', 'cursor-current-function'),
    refused('current_cursor', 'needs the cursors of a Kusto database', 'cursor-current-function'),
    refused('extent_id', 'tells a shard of a Kusto cluster', 'extent-id-function'),
    refused('extentid', 'tells a shard of a Kusto cluster', 'extent-id-function'),
    refused('extent_tags', 'tells a shard of a Kusto cluster', 'extent-tags-function'),
    refused('row_id', 'tells a row of a Kusto shard', 'extent-id-function'),
    refused('current_node_id', 'tells a node of a Kusto cluster', 'extent-id-function'),
    refused('rowstore_ordinal_range', 'tells a row of a Kusto shard', 'extent-id-function'),
    refused('bin_auto', 'rounds as a property of the request says: use bin()', 'bin-auto-function'),
    refused(
      'hll_isvalid',
      'is of the inside of sketches, which are other ones here',
      'hll-aggregation-function',
    ),
    refused(
      'tdigest_isvalid',
      'is of the inside of sketches, which are other ones here',
      'tdigest-aggregation-function',
    ),
    refused(
      'current_principal_is_member_of',
      'needs a directory to ask',
      'current-principal-is-member-of-function',
    ),
  ]),
}
