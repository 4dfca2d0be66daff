// The calendar behind DateField, in a chunk of its own; nothing else imports it.
import { parseDate } from '@internationalized/date';
import {
  DatePicker as AriaDatePicker,
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  DateInput,
  DateSegment,
  Dialog,
  Group,
  Heading,
  Popover,
} from 'react-aria-components';
import { classes } from './classes.ts';
import control from './control.module.css';
import styles from './date-picker.module.css';
import type { FieldProps, FieldWiring } from './field.tsx';
import { Icon } from './icon.tsx';

export interface DateControlProps extends Pick<FieldProps, 'isDisabled'> {
  wiring: FieldWiring;
  /** `2025-04-22`, or empty. */
  day: string;
  /** First and last days allowed. */
  min?: string;
  max?: string;
  onSelect: (day: string | null) => void;
}

const read = (day: string | undefined) => (day ? parseDate(day) : null);

export default function DatePicker({ wiring, day, min, max, isDisabled, onSelect }: DateControlProps) {
  return (
    <AriaDatePicker
      id={wiring.id}
      name={wiring.control.name}
      defaultValue={read(day)}
      minValue={read(min)}
      maxValue={read(max)}
      isDisabled={isDisabled}
      isInvalid={wiring.errors.length > 0}
      validationBehavior="aria"
      shouldForceLeadingZeros
      aria-labelledby={wiring.labelId}
      aria-describedby={wiring.control['aria-describedby']}
      onChange={(value) => onSelect(value?.toString() ?? null)}
    >
      <Group className={classes(control.control, styles.group)}>
        <DateInput className={styles.input}>
          {(segment) => <DateSegment segment={segment} className={styles.segment} />}
        </DateInput>
        <Button className={styles.open}>
          <Icon name="calendar" />
        </Button>
      </Group>
      <Popover className={styles.popover} offset={4}>
        <Dialog className={styles.dialog}>
          <Calendar>
            <header className={styles.header}>
              <Button slot="previous" className={styles.turn}>
                <Icon name="chevron-left" />
              </Button>
              <Heading className={styles.month} level={2} />
              <Button slot="next" className={styles.turn}>
                <Icon name="chevron-right" />
              </Button>
            </header>
            <CalendarGrid weekdayStyle="short">
              <CalendarGridHeader>
                {(weekday) => <CalendarHeaderCell className={styles.weekday}>{weekday}</CalendarHeaderCell>}
              </CalendarGridHeader>
              <CalendarGridBody>{(date) => <CalendarCell date={date} className={styles.day} />}</CalendarGridBody>
            </CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </AriaDatePicker>
  );
}
