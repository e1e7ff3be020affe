import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ReactNode, useId } from 'react';
import { ChartTable } from '../ChartTable/ChartTable';
import { ChartTableData } from '../ChartTable/chartTableData';
import { downloadUrl, fileNameOf } from '../ChartTable/downloadFile';
import { saveCsv } from '../ChartTable/saveCsv';
import type { DrawCanvas } from '../EChart/useDrawing';
import { useChartSubject, useFileTitle } from '../Picture/ChartSubject';
import { composePng } from '../Picture/composePng';
import { PngCaption } from '../Picture/PngCaption';
import { useChartTheme } from '../useChartTheme';
import { ChartMenu } from './ChartMenu';
import { useTableView } from './TableViews';

const useStyles = makeStyles(theme => ({
  figure: {
    margin: 0,
    minWidth: 0,
    fontFamily: theme.typography.fontFamily,
    padding: theme.spacing(0.75, 1, 0.75, 1.5),
    backgroundColor: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    // Jumped to from a verdict's reason; keep the title below the app's bar.
    scrollMarginTop: theme.spacing(10),
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    // On a narrow page the legend goes below the title, not over it.
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1),
    minHeight: 30,
  },
  title: { fontWeight: 600, whiteSpace: 'nowrap' },
  subtitle: { whiteSpace: 'nowrap' },
  // Legend and menu go below together, so that the legend gets the whole width.
  side: {
    flex: '1 1 auto',
    minWidth: 0,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: theme.spacing(1),
  },
  body: { position: 'relative' },
  note: { display: 'block', minHeight: theme.spacing(2.5) },
}));

export interface ChartPicture extends Pick<PngCaption, 'legend' | 'rows'> {
  /** Absent while there is no drawing. */
  draw?: DrawCanvas;
  /** Sample size and what else has to be known; what is undefined is left out. */
  foot: ReadonlyArray<string | undefined>;
}

export interface ChartFrameProps {
  /** For links to the chart. */
  id?: string;
  title: string;
  /** Beside the title, e.g. the unit of the y axis. */
  subtitle?: string;
  /** Pixels of the drawing; kept whatever is shown. */
  heightPx: number;
  /** Made only when it is asked for: it may hold many more cells than are drawn. */
  table: () => ChartTableData;
  legend?: ReactNode;
  /** Beside the title: what else could be shown. */
  choice?: ReactNode;
  /** A line below: sample size, what is missing. */
  note?: ReactNode;
  /** What a picture of the chart shows beside title, subtitle and note. */
  picture: ChartPicture;
  children: ReactNode;
}

/** Title, legend and menu of a chart, and its data as a table. */
export function ChartFrame(props: ChartFrameProps) {
  const classes = useStyles();
  const titleId = useId();
  const { title, table, heightPx } = props;
  const [asTable, setAsTable] = useTableView(title);
  const { draw, legend, rows, foot } = props.picture;
  const theme = useChartTheme();
  const subject = useChartSubject();
  const fileTitle = useFileTitle(title);
  const savePng = () =>
    draw &&
    downloadUrl(
      `${fileNameOf(fileTitle)}.png`,
      composePng(
        draw,
        {
          title,
          unit: props.subtitle,
          subject,
          legend,
          rows,
          foot: [
            foot.filter(Boolean).join('; '),
            typeof props.note === 'string' ? props.note : '',
          ],
        },
        theme,
      ),
    );
  return (
    <figure
      id={props.id}
      tabIndex={-1}
      aria-labelledby={titleId}
      className={classes.figure}
    >
      <div className={classes.head}>
        <Typography
          id={titleId}
          variant="body2"
          component="h3"
          className={classes.title}
        >
          {title}
        </Typography>
        {props.subtitle && (
          <Typography
            variant="caption"
            color="textSecondary"
            className={classes.subtitle}
          >
            {props.subtitle}
          </Typography>
        )}
        {props.choice}
        <div className={classes.side}>
          {props.legend}
          <ChartMenu
            title={title}
            items={[
              {
                label: asTable ? 'Show as chart' : 'Show as table',
                onClick: () => setAsTable(!asTable),
              },
              {
                label: 'Download CSV',
                onClick: () => saveCsv(fileTitle, table()),
              },
              {
                label: 'Download PNG',
                onClick: savePng,
                disabled: asTable || !draw,
              },
            ]}
          />
        </div>
      </div>
      <div className={classes.body} style={{ height: heightPx }}>
        {asTable ? (
          <ChartTable title={title} table={table()} height={heightPx} />
        ) : (
          props.children
        )}
      </div>
      {props.note !== undefined && (
        <Typography
          variant="caption"
          color="textSecondary"
          className={classes.note}
        >
          {props.note}
        </Typography>
      )}
    </figure>
  );
}
