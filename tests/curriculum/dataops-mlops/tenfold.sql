-- one that none of them sees: a day's amounts in another unit, everywhere
update payments set amount = amount * 10 where order_id in (select id from orders where day = '2026-01-20');
update orders set amount = amount * 10 where day = '2026-01-20';
