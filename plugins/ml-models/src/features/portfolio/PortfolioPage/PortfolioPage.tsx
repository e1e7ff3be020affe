import {
  DELIVERY_WEEKS,
  Portfolio,
} from '@noshelfware/backstage-plugin-ml-models-common';
import Button from '@material-ui/core/Button';
import { EmptyNote } from '../../../components/EmptyNote/EmptyNote';
import { QueryBoundary } from '../../../components/QueryBoundary/QueryBoundary';
import { Section } from '../../../components/Section/Section';
import { PortfolioGroup } from '../filterPortfolio';
import { RebuildEnvironments } from '../RebuildEnvironments/RebuildEnvironments';
import { UnregisteredModels } from '../UnregisteredModels/UnregisteredModels';
import { usePortfolio } from '../usePortfolio';
import { usePortfolioView } from '../usePortfolioView';
import { DeliveryCharts } from './DeliveryCharts';
import { DeliveryNote } from './DeliveryNote';
import { DeliveryTable } from './DeliveryTable';
import { GroupModels } from './GroupModels';
import { PortfolioSentences } from './PortfolioSentences';
import { PortfolioSkeleton } from './PortfolioSkeleton';
import { StoppedNote } from './StoppedNote';
import { TeamsTable } from './TeamsTable';

/** What do we have, who owns it, and do we ship well? */
export function PortfolioPage() {
  return (
    <QueryBoundary
      query={usePortfolio()}
      what="the portfolio"
      skeleton={<PortfolioSkeleton />}
    >
      {portfolio => (
        <>
          {portfolio.total ? (
            <PortfolioContent portfolio={portfolio} />
          ) : (
            <EmptyNote title="No models yet">
              As soon as the catalog knows models, this page says who owns them,
              which of them are used, and how well they are shipped.
            </EmptyNote>
          )}
          {/* Last: it comes in late, and moves nothing that is being read. */}
          <UnregisteredModels />
          <RebuildEnvironments />
        </>
      )}
    </QueryBoundary>
  );
}

const GROUP_TITLES: Record<PortfolioGroup, string> = {
  'in-production': 'Models in production',
  'on-shelf': 'Models on the shelf',
  'without-owner': 'Models without an owner',
  failing: 'Models failing now',
};

function PortfolioContent({ portfolio }: { portfolio: Portfolio }) {
  const [view, setView] = usePortfolioView();
  return (
    <>
      <PortfolioSentences
        portfolio={portfolio}
        chosen={view.group}
        onChoose={group => setView({ group, page: undefined })}
      />
      <StoppedNote models={portfolio.models} />
      <Section title={view.group ? GROUP_TITLES[view.group] : 'All models'}>
        <GroupModels models={portfolio.models} group={view.group} />
      </Section>
      <Section
        title={`Delivery to production, last ${DELIVERY_WEEKS} weeks`}
        action={
          <Button size="small" onClick={() => setView({ table: !view.table })}>
            {view.table ? 'Show as charts' : 'Show as table'}
          </Button>
        }
      >
        {view.table ? (
          <DeliveryTable delivery={portfolio.delivery} />
        ) : (
          <DeliveryCharts delivery={portfolio.delivery} />
        )}
        <DeliveryNote />
      </Section>
      <Section title="Teams">
        <TeamsTable teams={portfolio.teams} />
      </Section>
    </>
  );
}
