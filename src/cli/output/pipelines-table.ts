import { type ExpandedPipeline, printable, quote, type TableDisplay } from '../../core/index.ts'

/** Pipelines of an expansion, in its order, with what the generators chose. */
export function pipelinesTable(pipelines: readonly ExpandedPipeline[]): TableDisplay {
  return {
    kind: 'table',
    title: 'Pipelines',
    columns: [
      { label: '#', align: 'right' },
      { label: 'Pipeline', align: 'left' },
      { label: 'Choices', align: 'left' },
    ],
    rows: pipelines.map(({ pipeline_config, generator_choices }, index) => [
      String(index + 1),
      printable(pipeline_config),
      generator_choices.map(choice => quote(choice)).join(' '),
    ]),
    whenEmpty: 'The template expands to no pipeline.',
  }
}
