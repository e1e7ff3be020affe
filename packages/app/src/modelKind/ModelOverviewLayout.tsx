import {
  EntityOrphanWarning,
  EntityProcessingErrorsPanel,
  EntityRelationWarning,
  EntitySwitch,
  hasCatalogProcessingErrors,
  hasRelationWarnings,
  isOrphan,
} from '@backstage/plugin-catalog';
import { EntityContentLayoutProps } from '@backstage/plugin-catalog-react/alpha';
import { makeStyles } from '@material-ui/core/styles';
import { Fragment } from 'react';

const useStyles = makeStyles(theme => ({
  warnings: {
    display: 'grid',
    // The message of an error is one long line: it would make the page as wide.
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
    marginBottom: theme.spacing(3),
    '&:empty': { display: 'none' },
  },
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    alignItems: 'start',
    gap: theme.spacing(3),
    [theme.breakpoints.up('md')]: {
      gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr)',
    },
  },
  cards: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(3),
  },
}));

/**
 * The catalog's own puts what an entity is about before how it is, wherever
 * there is room for one column alone.
 */
export function ModelOverviewLayout({ cards }: EntityContentLayoutProps) {
  const classes = useStyles();
  const content = cards.filter(({ type }) => type !== 'info');
  const info = cards.filter(({ type }) => type === 'info');
  return (
    <>
      <CatalogWarnings />
      <div className={classes.columns}>
        {[content, info].map((column, place) => (
          <div key={place} className={classes.cards}>
            {column.map(({ element }, index) => (
              <Fragment key={element.key ?? index}>{element}</Fragment>
            ))}
          </div>
        ))}
      </div>
    </>
  );
}

function CatalogWarnings() {
  const classes = useStyles();
  return (
    <div className={classes.warnings}>
      <EntitySwitch>
        <EntitySwitch.Case if={isOrphan}>
          <EntityOrphanWarning />
        </EntitySwitch.Case>
      </EntitySwitch>
      <EntitySwitch>
        <EntitySwitch.Case if={hasRelationWarnings}>
          <EntityRelationWarning />
        </EntitySwitch.Case>
      </EntitySwitch>
      <EntitySwitch>
        <EntitySwitch.Case if={hasCatalogProcessingErrors}>
          <EntityProcessingErrorsPanel />
        </EntitySwitch.Case>
      </EntitySwitch>
    </div>
  );
}
