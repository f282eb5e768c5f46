import { useTranslate } from 'react-admin';

import { Fact } from '../../ui/parts';
import { VersionShow } from '../../ui/versions/VersionShow';
import type { Tariff } from './types';
import { useWorth } from './worth';

const TariffShow = () => {
  const translate = useTranslate();
  const worth = useWorth();
  return (
    <VersionShow
      list={translate('inkind.tariffs')}
      facts={(rule) => (
        <>
          <Fact label={translate('inkind.worth')}>{worth(rule)}</Fact>
          {(rule as Tariff).claim_days && <Fact label={translate('inkind.claim_days')}>{translate('inkind.days', { smart_count: (rule as Tariff).claim_days ?? 0 })}</Fact>}
        </>
      )}
    />
  );
};

export default TariffShow;
