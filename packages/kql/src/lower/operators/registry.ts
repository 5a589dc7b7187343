/** KQL operators by the parser's kind of node; one file each. */
import { refuse } from '../scope.js'
import type { LowerOperator } from './entry.js'
import { evaluate } from './evaluate.js'
import { extend } from './extend.js'
import { graphMarkComponents, graphWhereEdges, graphWhereNodes } from './graph/change.js'
import { makeGraph } from './graph/make.js'
import { graphMatch, graphShortestPaths } from './graph/match.js'
import { graphToTable } from './graph/to-table.js'
import { invoke } from './invoke.js'
import { join, lookup } from './join.js'
import { makeSeries } from './make-series.js'
import { mvApply } from './mv-apply.js'
import { mvExpand } from './mv-expand.js'
import { parse, parseKv, parseWhere } from './parse.js'
import { partition } from './partition.js'
import { as, consume, render, serialize, unchanged } from './pass-through.js'
import {
  project,
  projectAway,
  projectByNames,
  projectKeep,
  projectRename,
  projectReorder,
} from './project.js'
import { sample, sampleDistinct, topHitters } from './sample.js'
import { scan } from './scan.js'
import { find, search } from './search.js'
import { sort, take, top } from './sort.js'
import { count, distinct, summarize } from './summarize.js'
import { topNested } from './top-nested.js'
import { union } from './union.js'
import { getschema, print, range } from './values.js'
import { where } from './where.js'

export const operators: Readonly<Record<string, LowerOperator>> = {
  AsOperator: as,
  AssertSchemaOperator: unchanged,
  ConsumeOperator: consume,
  CountOperator: count,
  DistinctOperator: distinct,
  EvaluateOperator: evaluate,
  ExecuteAndCacheOperator: unchanged,
  ExtendOperator: extend,
  FilterOperator: where,
  FindOperator: find,
  GetSchemaOperator: getschema,
  GraphMarkComponentsOperator: graphMarkComponents,
  GraphMatchOperator: graphMatch,
  GraphShortestPathsOperator: graphShortestPaths,
  GraphToTableOperator: graphToTable,
  GraphWhereEdgesOperator: graphWhereEdges,
  GraphWhereNodesOperator: graphWhereNodes,
  InvokeOperator: invoke,
  JoinOperator: join,
  LookupOperator: lookup,
  MakeGraphOperator: makeGraph,
  MakeSeriesOperator: makeSeries,
  MvApplyOperator: mvApply,
  MvExpandOperator: mvExpand,
  ParseKvOperator: parseKv,
  ParseOperator: parse,
  ParseWhereOperator: parseWhere,
  PartitionOperator: partition,
  PrintOperator: print,
  ProjectAwayOperator: projectAway,
  ProjectByNamesOperator: projectByNames,
  ProjectKeepOperator: projectKeep,
  ProjectOperator: project,
  ProjectRenameOperator: projectRename,
  ProjectReorderOperator: projectReorder,
  RangeOperator: range,
  ReduceByOperator: (_lowering, node) =>
    refuse(
      node,
      'KQL301',
      'how reduce groups text is published nowhere: a guess would be no answer',
      'evaluate autocluster() or basket() finds common values; extract() and summarize group by a pattern',
    ),
  RenderOperator: render,
  SampleDistinctOperator: sampleDistinct,
  SampleOperator: sample,
  ScanOperator: scan,
  SearchOperator: search,
  SerializeOperator: serialize,
  SortOperator: sort,
  SummarizeOperator: summarize,
  TakeOperator: take,
  TopHittersOperator: topHitters,
  TopNestedOperator: topNested,
  TopOperator: top,
  UnionOperator: union,
}
