// A day. The browser's own date input until the calendar has come (it is loaded apart: most pages have none).
import { lazy, Suspense, useCallback, useRef, useState } from 'react';
import { formatDate } from '../french-format.ts';
import { useAwake } from './awake.ts';
import control from './control.module.css';
import type { DateControlProps } from './date-picker.tsx';
import { Field, type FieldProps, useFieldWiring } from './field.tsx';
import { useMeanwhile } from './meanwhile.tsx';
import { useTellForm } from './tell-form.ts';

const DatePicker = lazy(() => import('./date-picker.tsx'));

export interface DateFieldProps extends FieldProps {
  /** First and last days allowed: `2025-04-22`. */
  min?: string;
  max?: string;
  onSelect?: (day: string | null) => void;
}

/** Posts the day as `2025-04-22`, or nothing. Typed as « 22/04/2025 » or chosen in a calendar. */
export function DateField(props: DateFieldProps) {
  const wiring = useFieldWiring(props);
  const given = props.defaultValue ?? props.field?.defaultValue ?? '';
  const [day, setDay] = useState(given);
  const news = useMeanwhile({
    name: props.field?.name,
    start: given,
    read: useCallback(() => day, [day]),
    put: setDay,
  });
  const isAwake = useAwake();
  const box = useRef<HTMLDivElement>(null);
  useTellForm(box, day);
  const select = (next: string | null) => {
    setDay(next ?? '');
    props.onSelect?.(next);
  };
  const { min, max, isDisabled } = props;
  const shared = { wiring, day, min, max, isDisabled, onSelect: select };
  return (
    <Field wiring={wiring} props={props} news={news} wordsOf={formatDate}>
      <div ref={box}>
        {isAwake ? (
          <Suspense fallback={<NativeDate {...shared} />}>
            <DatePicker key={props.field?.key} {...shared} />
          </Suspense>
        ) : (
          <NativeDate {...shared} />
        )}
      </div>
    </Field>
  );
}

function NativeDate({ wiring, day, min, max, onSelect }: DateControlProps) {
  return (
    <input
      {...wiring.control}
      type="date"
      min={min}
      max={max}
      defaultValue={day}
      onChange={(event) => onSelect(event.target.value || null)}
      className={control.control}
    />
  );
}
