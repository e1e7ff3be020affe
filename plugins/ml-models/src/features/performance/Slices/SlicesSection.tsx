import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import {
  operations,
  PerformanceQuery,
  ProfileTotals,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useId } from 'react';
import { useOperation } from '../../../api/useOperation';
import { ErrorNote } from '../../../components/QueryBoundary/ErrorNote';
import { QueryBoundary } from '../../../components/QueryBoundary/QueryBoundary';
import { useLabelProps } from '../../../components/SelectField/useLabelProps';
import { Section } from '../../../components/Section/Section';
import { TableSkeleton } from '../../../components/TableSkeleton/TableSkeleton';
import { ComparedReport } from '../Comparison/comparison';
import { NoSlices } from './NoSlices';
import { SliceTable } from './SliceTable';
import { useComparedSlices } from './useComparedSlices';

export interface SlicesSectionProps {
  params: { namespace: string; name: string };
  query: PerformanceQuery;
  /** The inputs that the model's entity names, e.g. `inputs.carrier`. */
  named: readonly string[];
  /** Whether any version of the report has one. */
  hasBaseline: boolean;
  /** Of the whole range. */
  totals: ProfileTotals;
  /** The input whose values are told apart; the first one when it is none. */
  slice: string;
  onSlice: (feature: string) => void;
  /** Absent while it loads, or when nothing is compared. */
  compared?: ComparedReport;
  /** What it is, or will be, compared with, e.g. `version 2`; empty: nothing. */
  comparedWith: string;
}

/** Does the model serve all alike? */
export function SlicesSection(props: SlicesSectionProps) {
  const id = useId();
  const labelProps = useLabelProps();
  const slices = useOperation(
    operations.getSlices,
    { params: props.params, query: props.query },
    { keepPrevious: true },
  );
  const { compared } = props;
  const before = useComparedSlices(props.params, compared, props.query);
  const dimensions = slices.data?.dimensions ?? [];
  const chosen =
    dimensions.find(({ feature }) => feature === props.slice) ?? dimensions[0];
  return (
    <Section
      title="Slices"
      action={
        dimensions.length > 1 && (
          <TextField
            id={id}
            select
            size="small"
            variant="outlined"
            label="By"
            InputLabelProps={labelProps}
            value={chosen.feature}
            onChange={event => props.onSlice(event.target.value)}
          >
            {dimensions.map(({ feature }) => (
              <MenuItem key={feature} value={feature}>
                {feature}
              </MenuItem>
            ))}
          </TextField>
        )
      }
    >
      {compared && before.error && (
        <ErrorNote
          title={`Could not load the slices of ${compared.label} to compare with`}
          error={before.error}
          onRetry={() => before.refetch()}
          retrying={before.isFetching}
        />
      )}
      <QueryBoundary
        query={slices}
        what="the slices"
        skeleton={<TableSkeleton rows={5} columns={6} />}
      >
        {() =>
          chosen ? (
            <SliceTable
              {...chosen}
              totals={props.totals}
              compared={
                compared &&
                before.data && {
                  slices:
                    before.data.dimensions.find(
                      ({ feature }) => feature === chosen.feature,
                    )?.slices ?? [],
                  totals: compared.report.totals,
                }
              }
              comparedWith={before.isError ? '' : props.comparedWith}
            />
          ) : (
            <NoSlices named={props.named} hasBaseline={props.hasBaseline} />
          )
        }
      </QueryBoundary>
    </Section>
  );
}
