import type { en } from './imports';

export const nl: typeof en = {
  money: {
    import: {
      open: 'Administratie inlezen',
      title: 'Een bestaande administratie inlezen',
      lead: 'Drie bestanden, in deze volgorde: overeenkomsten, hun tranches, en wat ervan is ontvangen. U ziet eerst per rij wat er zou gebeuren; daarna wordt het ingelezen, alles of niets. Wat hier al staat, met hetzelfde kenmerk, wordt overgeslagen.',
      which: 'Welk bestand',
      kind: { agreements: 'Overeenkomsten', tranches: 'Tranches', receipts: 'Eerdere ontvangsten' },
      columns: 'Kolommen; de vette zijn nodig:',
      drop: 'Sleep een CSV- of Excelbestand hierheen',
      choose: 'Kies een bestand',
      again: 'Kies een ander bestand',
      large: 'Dit bestand is groter dan %{most} MB. Splits het in tweeën.',
      offline: 'De server is niet bereikbaar. Er is niets ingelezen; probeer het zo weer.',
      nothing: 'Er is niets ingelezen',
      not_yet: 'Nog niet klaar om in te lezen',
      ready: 'Klaar om in te lezen',
      all_known: 'Alles staat hier al',
      rows: 'rijen', added: 'nieuw', known: 'stond hier al', refused: 'geweigerd',
      mend: 'Herstel deze rijen in het bestand en kies het opnieuw. Zolang een rij is geweigerd, wordt er niets ingelezen.',
      row: 'Rij', column: 'Kolom', why: 'Waarom, en hoe het te herstellen',
      commit: 'Eén rij inlezen |||| %{smart_count} rijen inlezen',
      done: 'Eén rij is ingelezen. |||| %{smart_count} rijen zijn ingelezen.',
      after: {
        agreements: 'De overeenkomsten zijn concept tot hun tranches zijn ingelezen: kies hierboven “Tranches”.',
        tranches: 'De overeenkomsten zijn in werking. Eerdere ontvangsten kunnen nu worden ingelezen.',
        receipts: 'De ontvangsten staan in het grootboek.',
      },
      working: '%{done} van %{rows} rijen zijn onderweg.',
      leave: 'U kunt deze pagina verlaten: het gaat door, en de uitkomst staat in de lijst hieronder.',
      busy: 'wordt ingelezen',
      earlier: 'Eerder ingelezen', file: 'Bestand', when: 'Wanneer en door wie',
    },
  },
};
