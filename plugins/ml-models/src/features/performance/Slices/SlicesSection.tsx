import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import {
  operations,
  PerformanceQuery,
  ProfileTotals,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useId } from 'react';
import { useOperation } from '../../../api/useOperation';
import { QueryBoundary } from '../../../components/QueryBoundary/QueryBoundary';
import { useLabelProps } from '../../../components/SelectField/useLabelProps';
import { Section } from '../../../components/Section/Section';
import { Subtle } from '../../../components/Subtle/Subtle';
import { TableSkeleton } from '../../../components/TableSkeleton/TableSkeleton';
import { SliceTable } from './SliceTable';

export interface SlicesSectionProps {
  params: { namespace: string; name: string };
  query: PerformanceQuery;
  /** Of the whole range. */
  totals: ProfileTotals;
  /** The input whose values are told apart; the first one when it is none. */
  slice: string;
  onSlice: (feature: string) => void;
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
      <QueryBoundary
        query={slices}
        what="the slices"
        skeleton={<TableSkeleton rows={5} columns={6} />}
      >
        {() =>
          chosen ? (
            <SliceTable dimension={chosen} totals={props.totals} />
          ) : (
            <Subtle>
              No input is told apart by its values. Name up to three in the
              model’s entity, e.g. <code>spec.monitoring.slices:</code>{' '}
              <code>[inputs.carrier]</code>; records are told apart from then
              on.
            </Subtle>
          )
        }
      </QueryBoundary>
    </Section>
  );
}
